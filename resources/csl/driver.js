// Runs in V8 after citeproc.js: keeps processors warm, and after an edit prints only what changed.
// Each request and each answer is JSON text; see archivist/citation/csl/engine.py.
var archivist = (function (CSL) {
    "use strict";

    CSL.LANG_BASES.kk = "kk_KZ"; // the one language of ours that citeproc.js does not know

    // Қ, Ә, Ұ and their kin are capitals that may stand for a name, as the Russian ones are
    CSL.NAME_INITIAL_REGEXP = new RegExp(
        CSL.NAME_INITIAL_REGEXP.source.replace("\\u0400-\\u042f", "\\u0400-\\u042f\\u0490-\\u052f")
    );

    // citeproc.js leaves entries out in which a style prints nothing: each must say whose it is
    var OWNER = "\u0001";
    CSL.Output.Formats.html["@bibliography/entry"] = function (state, text) {
        return this.system_id + OWNER + text;
    };

    // more changed citations than this, and all are printed anew
    var FEW = 8;
    var locales = {};
    var processors = {};

    function make(request) {
        var known = {};
        var system = {
            retrieveLocale: function (tag) { return locales[tag] || locales["en-US"]; },
            retrieveItem: function (key) { return known[key].item; }
        };
        var engine = new CSL.Engine(system, request.xml, request.locale);
        engine.opt.development_extensions.wrap_url_and_doi = true;
        engine.opt.development_extensions.field_hack = false; // a note is words, never fields
        engine.setOutputFormat("html");
        partNumbers(engine);
        return { engine: engine, known: known, cited: [], uncited: [], firsts: [], printed: {}, made: 0 };
    }

    // Give numbers what stands between them: a macro that is first used in a layout for one language is
    // read before the last layout says it, and would print 1 and 2 as 12.
    function partNumbers(engine) {
        var between = engine.citation.opt.layout_delimiter;
        var parts = Object.keys(engine.macros || {}).map(function (name) { return engine.macros[name]; });
        parts.concat([engine.citation.tokens]).forEach(function (tokens) {
            tokens.forEach(function (token) {
                if (token.successor_prefix === "") {
                    token.successor_prefix = token.splice_prefix = between;
                }
            });
        });
    }

    // Take the facts of sources in; tell whether one that was there has changed.
    function learn(processor, items) {
        var changed = false;
        items.forEach(function (item) {
            var text = JSON.stringify(item);
            var old = processor.known[item.id];
            changed = changed || (old !== undefined && old.text !== text);
            processor.known[item.id] = { text: text, item: item };
            if (old && old.text !== text) { delete processor.printed[item.id]; }
        });
        return changed;
    }

    function cluster(processor, wanted) {
        processor.made += 1;
        return {
            text: JSON.stringify(wanted.items),
            citation: {
                citationID: "c" + processor.made,
                citationItems: wanted.items,
                properties: { noteIndex: wanted.note }
            },
            mark: ""
        };
    }

    // Forget all sources: what told them apart must not show in entries of others.
    function forget(engine) {
        engine.registry = new CSL.Registry(engine);
        engine.disambiguate = new CSL.Disambiguation(engine);
    }

    function whole(processor, clusters, uncited) {
        forget(processor.engine);
        processor.uncited = uncited;
        processor.firsts = firsts(clusters);
        processor.cited = clusters.map(function (one) { return cluster(processor, one); });
        var citations = processor.cited.map(function (one) { return one.citation; });
        var marks = processor.engine.rebuildProcessorState(citations, "html", uncited);
        marks.forEach(function (mark, place) { processor.cited[place].mark = mark[2]; });
    }

    function places(cited) {
        return cited.map(function (one) {
            return [one.citation.citationID, one.citation.properties.noteIndex];
        });
    }

    function process(processor, place) {
        var cited = processor.cited;
        var answer = processor.engine.processCitationCluster(
            cited[place].citation, places(cited.slice(0, place)), places(cited.slice(place + 1))
        );
        var byId = {};
        cited.forEach(function (one) { byId[one.citation.citationID] = one; });
        answer[1].forEach(function (mark) { byId[mark[2]].mark = mark[1]; });
    }

    function firsts(clusters) {
        var seen = {};
        clusters.forEach(function (one) {
            one.items.forEach(function (item) { seen["k" + item.id] = true; });
        });
        return Object.keys(seen);
    }

    // Numbers and the letters of years follow the order in which sources are first cited, and
    // citeproc.js keeps that of a former state where nothing else tells two sources apart; it
    // also goes on telling a source apart from one that is cited no more.
    function touchesOthers(processor, now) {
        var opt = processor.engine.opt;
        var ordered = opt.update_mode === CSL.NUMERIC || opt["disambiguate-add-year-suffix"];
        return (ordered && now.join() !== processor.firsts.join())
            || processor.firsts.some(function (key) { return now.indexOf(key) < 0; });
    }

    // Print again what lies between the same beginning and the same end; false when that is much.
    function edit(processor, clusters) {
        var old = processor.cited;
        var texts = clusters.map(function (one) { return JSON.stringify(one.items); });
        var most = Math.min(old.length, texts.length);
        var start = 0;
        var end = 0;
        while (start < most && old[start].text === texts[start]) { start += 1; }
        while (end < most - start
            && old[old.length - 1 - end].text === texts[texts.length - 1 - end]) { end += 1; }
        var gone = old.length - start - end;
        var come = texts.length - start - end;
        if (come > FEW || texts.length === 0) { return false; }
        if (touchesOthers(processor, firsts(clusters))) { return false; }
        var moved = clusters.some(function (one, place) {
            var kept = place < start ? old[place]
                : place >= texts.length - end ? old[place - texts.length + old.length] : null;
            return kept !== null && kept.citation.properties.noteIndex !== one.note;
        });
        if (gone === 0 && come === 0 && !moved) { return true; }
        if (come === 0 && start > 0) { start -= 1; come += 1; }
        else if (come === 0) { end -= 1; come += 1; }
        var middle = clusters.slice(start, start + come).map(function (one) {
            return cluster(processor, one);
        });
        processor.cited = old.slice(0, start).concat(middle, old.slice(old.length - end));
        processor.cited.forEach(function (one, place) {
            one.citation.properties.noteIndex = clusters[place].note;
        });
        processor.firsts = firsts(clusters);
        // those that are not processed yet must not be looked up: grow the list one by one
        var all = processor.cited;
        for (var done = 1; done <= come; done += 1) {
            processor.cited = all.slice(0, start + done).concat(all.slice(start + come));
            process(processor, start + done - 1);
        }
        return true;
    }

    // What of a source's state shows in its entry: the letter of the year, names given.
    function state(engine, key) {
        var entry = engine.registry.registry[key];
        return JSON.stringify([entry.disambig, entry["first-reference-note-number"]]);
    }

    function asNote(engine, key) {
        var citation = { citationItems: [{ id: key }], properties: { noteIndex: 1 } };
        return engine.previewCitationCluster(citation, [], [], "html") || "";
    }

    function entries(processor) {
        var engine = processor.engine;
        var ids = engine.registry.getSortedIds().slice();
        if (!engine.bibliography.tokens.length) {
            return ids.map(function (key) { return [key, asNote(engine, key)]; });
        }
        var states = ids.map(function (key) { return state(engine, key); });
        var missing = ids.filter(function (key, place) {
            return !processor.printed[key] || processor.printed[key].state !== states[place];
        });
        if (missing.length) {
            var list = engine.makeBibliography(missing.length < ids.length ? { include: missing.map(function (key) {
                return { field: "id", value: key };
            }) } : undefined);
            missing.forEach(function (key) {
                processor.printed[key] = { state: states[ids.indexOf(key)], text: "" };
            });
            list[1].forEach(function (entry) {
                var parts = entry.split(OWNER);
                if (processor.printed[parts[0]]) { processor.printed[parts[0]].text = parts[1]; }
            });
        }
        return ids.map(function (key) { return [key, processor.printed[key].text]; });
    }

    var calls = {
        locales: function (request) {
            Object.assign(locales, request.locales);
            return Object.keys(locales);
        },
        load: function (request) {
            processors[request.processor] = make(request);
            return true;
        },
        entries: function (request) {
            var processor = processors[request.processor];
            var keys = request.items.map(function (item) { return item.id; });
            var changed = learn(processor, request.items);
            if (changed || JSON.stringify(keys) !== JSON.stringify(processor.uncited)) {
                whole(processor, [], keys);
            }
            return { entries: entries(processor) };
        },
        cite: function (request) {
            var processor = processors[request.processor];
            var cited = {};
            var keys = request.items.map(function (item) { return item.id; });
            request.clusters.forEach(function (one) {
                one.items.forEach(function (item) { cited[item.id] = true; });
            });
            var uncited = keys.filter(function (key) { return !cited[key]; });
            if (learn(processor, request.items) || !processor.cited.length
                || JSON.stringify(uncited) !== JSON.stringify(processor.uncited)
                || !edit(processor, request.clusters)) {
                whole(processor, request.clusters, uncited);
            }
            return {
                marks: processor.cited.map(function (one) { return one.mark; }),
                entries: entries(processor)
            };
        }
    };

    return function (name, request) {
        return JSON.stringify(calls[name](JSON.parse(request)));
    };
}(module.exports));
