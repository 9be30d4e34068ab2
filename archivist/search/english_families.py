"""English words from which others are made, and how: region and regional, tax and taxation.

A stemmer cuts words of one look to one stem (universe and university, organ and organize). Here a
word is taken for one made from another only when that one is in a list of the common words of
historians, and the ending is one by which English makes words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from archivist.search.readings import FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASES = """
    abbot abdicate abolish absent abundant academy accept accuse achieve acquire act active adapt
    administer administrate admire admit adopt advance adventure advertise advise affirm africa age
    agency agent agitate agrarian agree agriculture aid aim aircraft alcohol alliance allot ally
    alphabet amend america amnesty analyze anarchy ancestor angel annex annotate announce
    anthropology apostle appeal appear apply appoint apprentice approve arab arbiter arbitrate arch
    archbishop archeology architect architecture archive argue aristocracy aristocrat arm armament
    arrange arrest arrive art artisan asia assassin assassinate assemble assert assess assign
    assimilate assist associate assume astronomy atheist athlete atrocity attack attain attend
    attract author autocracy autocrat autonomy avenge bandit banish bank banker bankrupt baptist
    barbarian baron beg behave believe benefit betray bible bibliography biography biology bishop
    bolshevik bomb bombard book border botany bourgeois boycott brave bribe britain brother buddhist
    build bureaucracy bureaucrat burgess bury business cabinet calculate calendar campaign canada
    cancel canon capital capitalism capitalist capitulate caravan career cartography castle catalog
    catastrophe category cathedral catholic caucasus cause celebrate censor census center central
    century ceremony certify challenge chaos chapel character charity charm charter chemistry chief
    child china choose christ christian chronicle chronology church circulate citizen city civil
    civilian civilize claim clan class classify clergy cleric climate coal coalition coast code
    coerce coin collaborate collect collective colonial colonialism colonize colony combat combine
    command commander commemorate comment commerce commission commit commune communicate communism
    communist community companion compare compel compensate compete compile complain complete
    compose comprehend comrade concede concentrate conclude condemn condition conduct confederate
    confess confirm confiscate conflict conform confront congregate congress connect conquer
    conscript consecrate conserve consider consist consolidate conspire constitute constitution
    construct consul consult consume continent continue contract contradict contribute control
    convene convention converse convert convict cook cooperate coordinate copy coronate correct
    correspond corrupt cosmology cossack cotton council counsel count county courage court create
    credit crime crimea criminal critic criticize crown crucify cruel crusade cultivate culture
    custom cycle czar damage danger date deacon dead debate decide declare decline decorate decree
    dedicate defeat defend define degrade delegate deliberate deliver demand demobilize democracy
    democrat democratize demography demolish demonstrate denmark denounce deny depart depend depict
    deport depose deposit depress derive descend describe desert design destroy detain determine
    devastate develop devote dialect dictate dictator differ digit dignity diocese diplomacy
    diplomat direct disappear disarm disaster discharge discipline discover discriminate discuss
    disease dismiss displace dispose dispute dissent dissident dissolve distant distribute district
    diverse divide divine doctor doctrine document domestic dominant dominate donate draft drama
    drought duke duty dwell dynasty earth east ecology economics economy edit educate elder elect
    electric emancipate embargo embassy emigrant emigrate emperor emphasize empire employ enclose
    encourage encyclopedia endorse endow enemy energy enforce engage england engrave enlarge
    enlighten enlist enrich enroll enslave enter entertain environment epic epidemic episcopate
    equal equip escape essence establish estate esteem estimate ethic ethnic ethnography etymology
    europe evacuate evangelist evict evident evolve examine exceed except exchange execute exhaust
    exhibit exile exist expand expect expedite expedition expel experiment explain explode exploit
    explore export expose express expropriate extend exterminate extract extreme faction factor
    factory fail faith family famine fanatic farm fascism fascist fatal fate favor federal federate
    federation fertile festival feud feudal fiction fight figure file finance finland fish fisher
    flag flood flourish folk folklore follow force foreign forest form formal fortify fortune found
    fragment france free friend frontier fulfill function fund fundamental garrison gender genealogy
    general generate genocide geography geology german germany ghetto globe god gold gospel govern
    government governor grace graduate grammar grant graze greece grief grocer group guard guide
    guild gulag habit harbor harvest head heal health heir herd heresy heretic hero hierarchy
    highland hinder history holocaust honor horse hospital hostage hostile house human humanist
    humble hunger hunt hypothesis idea ideal identify identity ideology ignorant illegal illuminate
    illustrate image imagine immigrant immigrate imperial imperialism implement imply important
    impose impress imprison improve inaugurate incident incorporate independent india indicate
    indigenous individual industrial industry infant infect inflate influence inform inhabit inherit
    initiate injure innocent innovate inquire inscribe inspect inspire install instance institute
    institution instruct instrument insult insure insurgent insurrect integrate intellect
    intellectual intelligent intend intent intercept interest interior intern internal interpret
    interrogate intervene interview introduce invade invent invest investigate invite iran iraq
    irrigate islam isolate israel issue italy jacobin japan jesuit jew journal journey judge jurist
    just justice justify kazakhstan keep khan kidnap kill kin kind king kingdom kirghiz know korea
    kyrgyzstan labor land landlord language latin law lawyer lay lead league learn lecture legal
    legend legion legislate lenin leninist letter liberal liberate liberty library linguist
    liquidate list literature liturgy live local locate logic lord lose loyal magic magistrate
    maintain major majority manage manifest manor manufacture margin marine market marry martyr marx
    marxist mason massacre master material mathematics matter mayor measure mechanic mechanize
    mediate medicine meet member memory menshevik merchant mercy merge messiah metal method
    metropolis mexico middle migrant migrate militant military militia mine mineral minister
    ministry minor minority miracle missile mission missionary mobilize model modern modernize
    monarch monarchy monastery money mongol mongolia monk monopoly monster monument moral mosque
    mother motive mount mountain move municipality murder museum music muslim mutiny myth mythology
    name narrate nation national nationalism nationalist nationalize nature navigate navy nazi need
    negotiate neighbor neutral nobility noble nomad nominate norm north notary note notice novel
    nuclear obey object oblige observe obtain occupy occur ocean offend office officer official
    oligarch oligarchy opera oppose oppress orator order ordinance organize orient oriental origin
    orphan orthodox orthodoxy ottoman outrage overthrow own pacify pact pagan paint pakistan palace
    parish parliament participate partisan partition party pass passion pastor pastoral patriarch
    patriot patron pay peace peasant penal people perceive perform period permit persecute persia
    persist person petition petrol philanthropy philology philosophy photograph physics piety
    pilgrim pioneer pirate plague plant plebeian plot plough plunder poem poet poetry poland police
    political politics polity poor pope popular populate population populist portrait portugal
    possess post potent power practice pragmatic pray preach prefect prepare present preserve
    preside president press pretend prevail prevent priest primary prince print prison privilege
    proceed process proclaim procure produce profess profession professor profit progress prohibit
    project proletariat prominent promise promote propaganda prophecy prophet propose prosecute
    prosper protect protest province provision provoke prussia psychology public publish punish
    purchase purge puritan qualify quarter question quota rabbi race radical raid railway rank
    ransom ratify ration read real realize reason rebel receive recognize recommend reconcile
    reconstruct record recover recruit rector reduce refer reform refuge refugee refuse regent
    regiment region regional register regulate rehabilitate reign reject relate relative reliance
    religion relocate rely remain remember remove renounce repair repatriate repent replace report
    represent repress republic reputation request require requisition rescue research resemble
    reserve reside resident resign resist resolve respect respond restore restrict result retail
    retire retreat return reveal revenge revere review revise revive revolt revolution rhetoric
    ritual rival rob romania romantic rome rule rumor rural russia russian russify sabotage
    sacrament sacrifice sail saint sanction sanitary saxon scandal scholar school science scotland
    scribe script scripture sculpt sculpture season secede secret secretary sect section sector
    secular secure sedentary segregate seize select senate senator sense sentiment separate
    separatism separatist serb serf sergeant serve settle shaman shepherd ship siberia siege sign
    significant signify silence simplify slave slavery slavic social socialism socialist society
    sociology soil soldier solemn solid solidarity sovereign soviet spain special specify spirit spy
    stabilize stalin stalinist standard starve statistics statute steppe steward storm strategy
    strike structure student style subdue subject submit subordinate subsidy succeed suffer suffrage
    suggest sultan summon superior supervise supply support suppress supreme surgery surrender
    survey survive suspect suspend sustain swede sweden syllable symbol sympathy syndicate synod
    system tactics talk tariff tatar tax teach technology telegraph temple tend term territory
    terror testify text textile theater theology theory tobacco tolerant tolerate tool topography
    torture totalitarian tour town trade tradition tragedy train traitor transcribe transcript
    transfer transform translate transliterate transmit transport travel treasure treasury treat
    trial tribe tribute triumph troop truce tsar tsarism turk turkestan turkey turkmenistan typology
    tyranny tyrant ukraine ukrainian unify union unite unity universal university uprising urban
    urbanize usurp uzbekistan vacate validate value variety vary vassal vatican venerate verify
    verse veteran victim victory view village violate violent virtue visit voice volunteer vote war
    warrior water weaken wealth weapon west wheat widow win witness word work world worship write
    yield young yugoslavia zealot zion zone zoology
"""
"""Words from which others are made."""

_IRREGULAR = """
    legislative:legislate executive:execute cooperative:cooperate active:act abolition:abolish
    abolitionist:abolish acquisition:acquire administration:administer administrative:administer
    administrator:administer admission:admit alliance:ally applicant:apply application:apply
    assistant:assist assumption:assume belief:believe bishopric:bishop chinese:china claimant:claim
    comparison:compare concession:concede conquest:conquer consumption:consume convention:convene
    conversion:convert correspondent:correspond danish:denmark defendant:defend defense:defend
    demolition:demolish denial:deny departure:depart dependent:depend description:describe
    destruction:destroy destructive:destroy detention:detain diversion:divert electrician:electric
    emigrant:emigrate exclusion:exclude explanation:explain expropriation:expropriate
    expulsion:expel french:france german:germany grammarian:grammar greek:greece hungry:hunger
    immigrant:immigrate imperial:empire informant:inform inhabitant:inhabit inscription:inscribe
    intervention:intervene introduction:introduce invasion:invade judicial:judge magician:magic
    maintenance:maintain marriage:marry mathematician:mathematics migrant:migrate monastic:monastery
    musician:music mutineer:mutiny mutinous:mutiny occupant:occupy offense:offend offensive:offend
    opponent:oppose parliamentarian:parliament participant:participate perception:perceive
    permission:permit persuasion:persuade polish:poland politician:politics prevention:prevent
    priestly:priest proclamation:proclaim production:produce productive:produce provision:provide
    publication:publish rebellion:rebel rebellious:rebel reception:receive redemption:redeem
    reduction:reduce refusal:refuse residence:reside resistant:resist resolution:resolve
    retaliation:retaliate retention:retain reversion:revert scottish:scotland secession:secede
    seizure:seize servant:serve servitude:serve spanish:spain statistician:statistics
    submission:submit subscription:subscribe subversion:subvert succession:succeed swedish:sweden
    bolshevism:bolshevik buddhism:buddhist citation:cite criminal:crime discovery:discover
    emphasize:emphasis enslave:slave guilty:guilt inquiry:inquire lawyer:law literacy:literate
    illiteracy:illiterate orthodoxy:orthodox prophecy:prophet quotation:quote robbery:rob,robber
    thirsty:thirst menshevism:menshevik theologian:theology ministerial:ministry honorable:honor
    traitorous:traitor transcription:transcribe transmission:transmit treasury:treasure
    turkish:turkey warlike:war annexe:annex caliphate:caliph death:die,dead emirate:emir
    khanate:khan lawful:law ministry:minister sultanate:sultan unlawful:law
"""
"""Words that are made from others by no common ending."""

_OTHERS = """
    acceptation accusative admiral apartment arch archer archery archive archly authority beg begive
    citation classic coalition combative commission communicate communion community companion
    conductance conductive conductor confederately consistence constitutive continence contracture
    conversely convertor copious copyist counter country creature customer customs date dative
    deadly declination decline defeature denize departition department depicture deportment
    determiner devotional dialectic dialectical distributary doctoral elderly elective empiric
    empirical empirically enteral enteric epicure exceptional expedite expedition expressly faction
    factious factor factorial facultative fatal fate figurative file filer filial filly finish
    former formic general generation generational generative generator generous guardian habitation
    hospitality importance important industrious infantry informal informally inspiral intension
    intent interiorly kindly laically layer lettering lively liver livery major majority marching
    marination marine mariner meetly mine miner minion minor missive moderate momentary morale
    motivically native normal normally normative norther northerly notary notation notion notional
    objective officer orderly ordinary organism organist orientation partial partition partitive
    partner party passer passion passive pastoral pastorally performative personage plague planar
    plantar plantation polite politic polity porter portion portly possessive poster postern posture
    potential practical preparatory presently presentment press pressure probation probity
    procession processional propositional provision provisional provisionally publican publication
    purgation purgative quarterly racer rankly ration rational really realty regive relative
    relativism relativist relativity relator relic relist reputational reservation resignal resister
    resistor resolute respecter respective respectively restaurant restively retail retailer retiral
    romance secretary secretion secretive sectary sector sectoral selectman sensei seriously signal
    signally slavic socialite spirit staff state stately statement station stature stepper stylish
    subjective supplication suspender suspicion taxi tender tenderly tension terminal termly
    testament texture torturous tradition transferee transference treater trialist tributary unary
    unitary universal universe university vacation various versatile verse version victorian virtual
    visitation votary waterman wester winery winly zonation
"""
"""Words that only look as if they were made from others: country, native, infantry."""

_ENDINGS = """
    al:-,e,y ial:y,e,- ical:y,ic,ics,e,- ically:y,ic,ics,e,- ic:y,ics,-,e tic:cy,t,sis,- ary:-,e,ion
    ionary:ion ian:ia,y,e,- an:a,- ern:- ese:-,a ish:-,land,ain i:- ist:-,e,y,ics,ism istic:-,e,y
    ism:-,e,y ize:-,e,y ization:-,e,y ity:-,e ship:- hood:- dom:-,e ry:-,e ery:e,- ment:-
    ation:-,e,ate,y ication:y ition:e,- ion:e,- ional:e,-,ion sion:d,de,t er:-,e or:-,e ance:-,e,ant
    ence:-,e,ent ee:-,e ious:ion,y ous:-,y,e ly:-,e ally:- ure:e,- man:- sman:- ysis:yze acy:ate
    age:- ty:- cracy:crat etic:y etical:y atic:-,e pher:phy nomer:nomy
"""
"""Endings of words that are made from others, and the endings of those, - for none."""

_OF_DEEDS = {"ation", "ication", "ition", "ion", "sion", "er", "or", "ee", "ance", "ence", "ment"}
"""Endings of deeds and those who do them, which belong together: deportation, deportee."""

_AGAIN = "re"
_LONGEST_ENDING = 7
_LEAST_LEFT = 2


_REGULAR = (("ization", "ize"), ("lly", "l"))
"""Endings by which English makes words of nearly any other: russianization, bilaterally."""

_REGULAR_ENDINGS = tuple(ending for ending, _ in _REGULAR)


class _Families(NamedTuple):
    """What stands above, to be looked into."""

    bases: frozenset[str]
    others: frozenset[str]
    irregular: dict[str, tuple[str, ...]]
    endings: dict[str, tuple[str, ...]]


@cache
def _families() -> _Families:
    return _Families(
        bases=frozenset(_BASES.split()),
        others=frozenset(_OTHERS.split()),
        irregular=_table(_IRREGULAR),
        endings=_table(_ENDINGS),
    )


def _table(text: str) -> dict[str, tuple[str, ...]]:
    """Read `ending:others,…`; - is no ending."""
    pairs = (line.split(":") for line in text.split())
    return {
        first: tuple(other.strip("-") for other in others.split(",")) for first, others in pairs
    }


def regularly_made_from(word: str) -> Iterator[str]:
    """Yield what a word is regularly made from, if there is such a word."""
    if word.endswith(_REGULAR_ENDINGS) and word not in _families().others:
        for ending, other in _REGULAR:
            if word.endswith(ending):
                yield word.removesuffix(ending) + other


def made_from(word: str) -> Iterator[str]:
    """Yield the common words that a dictionary form is made from: regionalism regional region.

    `FAMILY` stands before those by which it is not found together with others made from them.
    """
    bases, others, irregular, endings = _families()
    if word in irregular:
        yield from irregular[word]
    if word in others:
        return
    for size in range(1, min(_LONGEST_ENDING, len(word) - _LEAST_LEFT) + 1):
        for other in endings.get(word[-size:], ()):
            base = word[:-size] + other
            if base in bases or base.removeprefix(_AGAIN) in bases:
                yield base if word[-size:] in _OF_DEEDS else FAMILY + base
                yield from made_from(base)
