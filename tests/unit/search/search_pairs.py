"""Word forms for the tests: a search for the first must find a page that holds only the second."""

from __future__ import annotations

SAME_WORD: dict[str, str] = {
    "ru": """
        крестьянин крестьянами; человек людей; люди человеку; ребёнок детей; год лет; хлеб
        хлеба; голод голодом; совет советов; народ народу; война войны; город городах; документ
        документе; переселение переселения; аул аулов; скот скоту; степь степями; уйти ушёл;
        прийти пришли; взять возьмут; вести вёл; хороший лучше; плохой хуже; мать матери; время
        времени; путь путей; знамя знамёнами; дочь дочерей; друг друзьям; брат братьев; сын
        сыновья; лист листьев; конь коней; камень камней; палец пальцев; отец отца; день дней;
        церковь церквей; раскулаченный раскулаченных; казённый казённым; русский русскому; жить
        живут; бежать бегут; эвакуация эвакуированных; репрессия репрессированного; мобилизация
        мобилизованы; Букейханов Букейхановым; Голощёкин Голощекина; Семипалатинск
        Семипалатинске; губерния губерний; исторія история; архив архивъ; волость волостью;
        киргизский киргизскаго; новый новаго; синий синяго; степной степныя; киргизский
        киргизскія; 1937 1937г; 1937г 1937; дитя детей; высокий выше; восстание возстаніе;
        беспорядок безпорядки; исследование изслѣдованія; комиссия коммиссіи; официальный
        оффиціальный; идти итти; они онѣ
    """,
    "uk": """
        селянин селянами; село сіл; хліб хліба; голод голодом; рік років; людина людей; місто
        міст; війна війни; церква церков; народний народного; козак козаків; школа шкіл; ніч
        ночі; кінь коней; земля землею; мати матері; син синів; дитина дітей; ходити ходив;
        убити вбитих; вчитель учителів; репресія репресованих; депортація депортованих; великий
        більших; добрий найкращих; новий новіший;
        писати пишуть; переселення переселенню; п'ять п’ятьох; об'єднання об’єднанням; Шевченко
        Шевченка; Київ Києва; історичний історичних; документ документів; жити живе; йти іде; іти
        йшли; ймовірний імовірних; багатий багатших; близький ближчий; тонкий тонша
    """,
    "en": """
        famine famines; peasant peasants; woman women; man men; foot feet; go went; buy bought;
        army armies; policy policies; political politically; economy economic; democracy
        democratic; diplomacy diplomatic; industry industrial; agriculture agricultural; deport
        deportation; settle settlement; colonize colonization; administer administered; decree
        decrees; trade trading; nomad nomad's; church churches; life lives; wolf wolves;
        formation formed; tax taxation; geography geographical; begin began; die dying;
        knowledge knowledge; child children's; labor labour; labour laborers; organize organised;
        organization organisation; center centres; program programme; dialog dialogues; analyze
        analysed; cooperation co-operation; coordinate CO-ORDINATED; reelect
        re-elected; USSR U.S.S.R.; 1930s 1930's; empire imperial; rebel rebellion; tribe tribal;
        administer administration; peasant peasantry; province provincial; library librarians;
        marry marriages; write writing; Uzbek Uzbeks; kulak kulaks; region regionalism; colonist
        colonists; monastery monastic; China Chinese; expel expulsions; mountain mountainous;
        offence offenses; traveller travelers; marvellous marvelous; connexion connections;
        mediaeval medieval; archaeology archeologists; judgment judgements; fulfil fulfillment; tsar
        czars; jail gaols; fibre fibers; label labelled; traffic trafficking; panic panicked; ring
        rung; bacterium bacteria; big bigger; armour armored; German Germans; Germany Germans;
        resettle resettlement; tribe tribesmen; democracy democrats; theory theoretical; system
        systematic; geography geographer; analyze analysis; nationalism nationalists; deportation
        deportees; statistics statistical; taxation taxes; index indexing; coin coinage; discover
        discoveries; loyal loyalty; literate literacy; crime criminals; Gurev Gur'ev; Gur'ev Gurev
    """,
    "kk": """
        мемлекет мемлекеттік; ел елдің; сөйлеу сөйледі; қазақ қазақтардың; жүз жүздің; жазу
        жазылған; айту айтты; болу болған; оқу оқиды; баспа баспасы; орын орнында; мойын мойны;
        ауыз аузы; батыр батырлар; сұлтан сұлтанның; тарих тарихи; соғыс соғыстан; шаруа
        шаруалардың; ашаршылық ашаршылықтың; өкімет өкіметтің; кеңес кеңестік; қоғам қоғамдық;
        заң заңдар; жарлық жарлығы; хат хаттар; құжат құжаттары; қор қорында; көр көрген; ал
        алған; бер берілді; өмір өміріндегі; дала даладағы; ақын ақынның; өлең өлеңдері; бала
        балаларымыз; қалам қаламмен; ұлт ұлттық; партия партиясының; революция революциядан;
        өлке өлкесі; мектеп мектебі; түрік түріктер; би билер; төре төрелер; сот соты; салық
        салығы; көшпенді көшпенділер; жайлау жайлауға; мал малшы; қыстау қыстауы; дауыс даусы;
        ерік еркі; су суы; үй үйде; тау таулар; халықтар халқымыз; мұғалім мұғалімдердің;
        кітапхана кітапханада; ғалым ғалымдардан; Тоқаев Тоқаевтың; Қонаев Қонаевқа; Назарбаев
        Назарбаевты; октябрь октябрьде; секретарь секретарьдің; заман заманы; сұлтан сұлтаны;
        өзен өзені; ел елмен; су сумен; 1937 1937ж; шығу шыққан; табу тапты; шабу шабады;
        дін діни; садақ садағы; қажет қажеттілік; съезд съездің; мемлекет memlekettıñ; көтеріліс
        köterılıs; Шоқай Shoqai
    """,
    "zh": """
        历史 中国历史; 哈萨克斯坦 哈萨克斯坦共和国; 边界 中俄边界条约; 民族 少数民族;
        国 中国; 条约 条约草案; 历史 歷史研究; 歷史 历史研究; 关系 中俄關係;
        清實錄 清实录; 奏折 硃批奏摺; 乾隆 乾隆皇帝
    """,
    "across spellings": """
        ребенок ребёнок; звонок зво́нок; государство госу­дарство; Сталин Cтaлин; XX ХХ; XIX
        ХIХ; СССР CCCP; CCCP СССР; ВСНХ BCHX;
        США С.Ш.А.; 1992 １９９２年; СССР С.С.С.Р; п'ять п’ять; finance ﬁnance;
        Musée musee; Müller Muller; ЙОД йод; область ОБЛАСТЬЮ;
        1930 193О; 1933 19ЗЗ; голод г0лод; большевик 6ольшевики; народ нарoд; Қазақстан Qazaqstan;
        Qazaqstan Қазақстанда; Nūrsūltan Нұрсұлтанның; Şymkent Шымкентте; халық halyqtyñ;
        ғылым ğylymy; мир міръ; мѣра мера; ѳедоръ федор; ижица ѵжица; лѣсъ лес; уѣздъ уезде
    """,
}

# Kazakh forms that the rules cannot tell apart (жүзім: a grape, or my face) are not listed.
OTHER_WORD: dict[str, str] = {
    "ru": """
        банк банкет; стол столица; хан ханжа; земля землетрясение; мир мираж; право правда; лес
        лесть; архив архитектор; совет советник; уезд узда; волость волос; война воин; год
        годный; аул аукцион; степь степень; голод голос; партия партнёр; область облако; труд
        трубный; писать пистолет; народ народиться; казак казах; вода водка; вес весна; порт
        портной; суд судно; рота роток; 19 1937г
    """,
    "uk": """
        голод голос; земля земляк; лист листопад; степ степінь; село сила; народ наряд; рік
        річка
    """,
    "en": """
        universe universal; party part; author authorities; police policy; station state; nation
        native; donate donor; ration rate; legation leg; notation not; rotation rot; general
        genre; wander wonder; import important; four for; company co-owner; prize promise;
        organ organise; general generous; secret secrete; animate animal; empire empirical; moral
        morale; human humane; custom customer; archer archive; count country; factor factory; infant
        infantry; even evening; mine minor; relate relative; city citation; note notary; humanist
        humanities; formality formalization; militarism militarist; miller miler;
        loess less; seed see
    """,
    "kk": """
        қала қалай; бала балық; ана анар; хан ханзада; жер жерік; тас тасқын; су сурет; тіл
        тілек; көл көлік; ала алаш; от отан; қаз қазақ; ел елші; ара арал; бас баспа; алма
        алматы; той тойтару;
        қала қалам; ақы ақын; құлы құлын; қыс қысым; жау жауын; із ізгі; бас бастық; жау жаулық;
        дала далап; құл құлын; тау тауар; қой қойма
    """,
    "zh": """
        历史 历年史册; 中国 中文国家; 边界 边疆界限
    """,
}


def pairs(table: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return (language, query, form) of all pairs."""
    found = []
    for language, text in table.items():
        for pair in text.split(";"):
            query, form = pair.split()
            found.append((language, query, form))
    return found
