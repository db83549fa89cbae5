/// The script in the report. It does not parse HTML. Instead, it creates elements and sets their text and attributes,
/// so text from documents never becomes markup.
enum ReportScript {
    static let text = #"""

        "use strict";
        const data = JSON.parse(document.getElementById("data").textContent);
        const text = index => data.strings[index];
        const search = document.getElementById("search");
        const list = document.getElementById("list");
        const detail = document.getElementById("detail");
        const filters = Object.entries({
          assumed: endpoint => endpoint.assumed,
          changed: endpoint => endpoint.changes,
          warned: endpoint => endpoint.warnings,
          events: endpoint => endpoint.event,
          corrected: endpoint => endpoint.corrections,
          witnessed: endpoint => endpoint.witnesses || endpoint.sampled,
        }).map(([id, matches]) => ({ box: document.getElementById(id), matches }));
        const endpoints = data.endpoints.map(endpoint => ({
          ...endpoint,
          key: [endpoint.id, endpoint.title, endpoint.path, endpoint.call, endpoint.event ? "event" : ""].join(" ").toLowerCase(),
        }));
        let shown = [], selected = null;

        function element(name, content, attributes) {
          const created = document.createElement(name);
          for (const [key, value] of Object.entries(attributes || {})) created.setAttribute(key, value);
          for (const part of [].concat(content === undefined || content === null ? [] : content)) {
            created.append(part instanceof Node ? part : String(part));
          }
          return created;
        }
        const prose = content => element("div", blocks(content), { class: "text" });
        const link = url => /^https:\/\//.test(url)
          ? element("a", url, { href: url, rel: "noreferrer noopener" }) : element("code", url);

        // What the list says about an endpoint besides its title.
        function remarks(endpoint) {
          const counted = (list, one, many) => list ? list.length + " " + (list.length === 1 ? one : many) : "";
          return [
            endpoint.event ? "event" : "", endpoint.assumed ? endpoint.assumed + " assumed" : "",
            counted(endpoint.corrections, "correction", "corrections"), counted(endpoint.sampled, "from samples", "from samples"),
            counted(endpoint.witnesses, "disagreement", "disagreements"),
          ].filter(part => part).join(" · ");
        }

        const items = new Map(endpoints.map(endpoint => {
          const item = element("li", [endpoint.id, element("small", endpoint.title)], { role: "option", id: "e-" + endpoint.id });
          if (remarks(endpoint)) item.append(element("small", remarks(endpoint)));
          item.addEventListener("click", () => open(endpoint, true));
          return [endpoint.id, item];
        }));

        function filter() {
          const words = search.value.toLowerCase().split(/\s+/).filter(word => word);
          const active = filters.filter(({ box }) => box.checked);
          shown = endpoints.filter(endpoint => words.every(word => endpoint.key.includes(word))
            && active.every(({ matches }) => matches(endpoint)));
          list.replaceChildren(...shown.map(endpoint => items.get(endpoint.id)));
          document.getElementById("count").textContent = shown.length + " of " + endpoints.length;
        }

        function open(endpoint, scrollsToDetail) {
          if (selected) items.get(selected.id).removeAttribute("aria-selected");
          selected = endpoint;
          const item = items.get(endpoint.id);
          item.setAttribute("aria-selected", "true");
          item.scrollIntoView({ block: "nearest" });
          list.setAttribute("aria-activedescendant", item.id);
          history.replaceState(null, "", "#" + encodeURIComponent(endpoint.id));
          detail.replaceChildren(...description(endpoint));
          detail.scrollTop = 0;
          if (scrollsToDetail && matchMedia("(max-width: 760px)").matches) detail.scrollIntoView();
        }

        \#(ReportMarkdown.script)
        function section(title, content) { return [element("h2", title)].concat(content); }

        function description(endpoint) {
          const parts = [
            element("h1", [endpoint.id]), element("p", endpoint.title),
            element("p", element("code", endpoint.method + " " + endpoint.path)),
          ];
          if (endpoint.url) parts.push(element("p", link(endpoint.url)));
          if (endpoint.changes) {
            parts.push(...section("Changes since " + data.base, element("ul", endpoint.changes.map(([impact, change]) =>
              element("li", [element("b", impact, { class: impact }), ": " + change])))));
          }
          if (endpoint.call) parts.push(...section("Swift", element("pre", endpoint.call)));
          if (endpoint.corrections) {
            parts.push(...section("Corrections", table(endpoint.corrections.map(([place, correction]) =>
              [element("code", place), correction]), ["field", "document and reason"])));
          }
          if (endpoint.facts.length) {
            parts.push(...section("Facts", table(endpoint.facts.map(([name, value]) => [name, prose(value)]))));
          }
          for (const body of endpoint.bodies) parts.push(...section(body.title, fields(endpoint, body)));
          if (endpoint.errors) {
            parts.push(...section("Errors", table(endpoint.errors.map(([code, status, message, advice]) =>
              [element("code", code), status || "", [prose(message), advice ? prose(advice) : ""]]), ["code", "HTTP", "message and advice"])));
          }
          if (endpoint.witnesses) {
            parts.push(...section("Where the witnesses disagree", table(endpoint.witnesses.map(([place, ...said]) =>
              [element("code", place), ...said]), ["field", "fact", "page", "samples", "schema", "spec"])));
          }
          if (endpoint.sampled) {
            parts.push(...section("Fields from samples only", element("ul", endpoint.sampled.map(place => element("li", element("code", place))))));
          }
          if (endpoint.warnings) {
            parts.push(...section("Import warnings", element("ul", endpoint.warnings.map(([place, code, message]) =>
              element("li", [element("code", place), " " + message + " ", element("span", code, { class: "tag" })])))));
          }
          return parts;
        }

        function table(rows, headings) {
          const created = element("table");
          if (headings) created.append(element("thead", element("tr", headings.map(heading => element("th", heading, { scope: "col" })))));
          // On a phone, where there is no row of headings, each cell shows its own.
          const cell = (content, index) => element("td", content, headings && index ? { "data-label": headings[index] } : {});
          created.append(element("tbody", rows.map(row => row instanceof Node ? row : element("tr", row.map(cell)))));
          return element("div", created, { class: "scroll", tabindex: "0" });
        }

        // A field is [depth, name, type, marks, description, values, row of the document, placement].
        function fields(endpoint, body) {
          const ancestors = [];
          const paths = body.fields.map(([depth, name]) => {
            ancestors.length = depth;
            ancestors.push(name);
            return [body.name].concat(ancestors).join(".");
          });
          return table(body.fields.map(([depth, name, type, marks, description, values, row, placement], index) => {
            // The path to the field, which a phone shows instead of the full indentation.
            const parent = paths[index].slice(0, paths[index].length - name.length);
            const label = element("td", [element("small", parent, { class: "parent" }), element("code", name)], { class: "field" });
            label.style.setProperty("--depth", depth);
            const facts = element("td", [element("code", type)].concat((marks || []).map(mark => element("span", mark, { class: tag(mark) }))));
            const texts = element("td", description === null ? [] : prose(text(description)));
            if (values) texts.append(element("ul", values.map(([value, meaning, key]) =>
              element("li", [element("code", value), meaning === null ? "" : element("span", [" ", ...inline(text(meaning))]),
                key ? element("span", "schema: " + key, { class: "tag witness" }) : ""]))));
            if (placement) texts.append(alternatives(endpoint, body, paths, index, placement));
            const source = element("td", row ? element("details", [
              element("summary", "line " + row[0]), element("code", text(row[1]))]) : []);
            return element("tr", [label, facts, texts, source], placement ? { class: "assumed" } : {});
          }), ["field", "type", "description", "document"]);
        }

        const tag = mark => "tag" + (mark.startsWith("corrected: ") ? " corrected" : /^(from samples$|witnesses disagree: )/.test(mark) ? " witness" : "");

        const reasons = {
          assumed: "no sample shows where it belongs",
          unreliableDepth: "the table indents its rows with spaces",
          handWritten: "the table was written by hand",
          unknown: "the document is missing, or the spec is out of date",
        };

        function alternatives(endpoint, body, paths, index, [rule, others]) {
          const command = options => ["feishu-codegen", "place", endpoint.id, paths[index]].concat(options, data.specs ? ["--specs", data.specs] : []).map(quoted).join(" ");
          const choice = (label, ...options) => element("li", [label + " ", copyable(command(options))]);
          const isShown = others.some(([, shown]) => shown);
          return element("details", [
            element("summary", "Assumed placement: " + (isShown ? "samples show it in several objects" : reasons[rule]) + "."),
            element("ul", [choice("correct:", "--confirm")].concat(others.map(([position, shown]) => {
              const name = position < 0 ? body.name : paths[position];
              return choice("below " + name + (shown ? " (samples show it there)" : "") + ":", "--under", name);
            }))),
          ], { open: "" });
        }

        // Names in documents can contain any characters, and the command is for a shell.
        function quoted(word) {
          return /^[A-Za-z0-9_.\-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";
        }

        function copyable(command) {
          if (/[\u0000-\u001f\u007f-\u009f]/.test(command)) return element("span", "edit the spec instead: the name contains control characters");
          const button = element("button", "copy", { type: "button", "aria-label": "copy " + command });
          button.addEventListener("click", () => {
            const area = element("textarea", command);
            document.body.append(area);
            area.select();
            document.execCommand("copy");
            area.remove();
            button.textContent = "copied";
          });
          return element("span", [element("code", command), " ", button]);
        }

        function move(step) {
          if (!shown.length) return;
          const index = shown.indexOf(selected);
          open(shown[Math.min(Math.max(index + step, 0), shown.length - 1)], false);
        }

        search.addEventListener("input", filter);
        for (const { box } of filters) box.addEventListener("change", filter);
        document.addEventListener("keydown", event => {
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (event.key === "/" && event.target !== search) { event.preventDefault(); search.focus(); search.select(); return; }
          if (event.key === "Escape") { search.value = ""; filter(); list.focus(); return; }
          const inList = event.target === list || event.target === search || event.target === document.body;
          if (!inList) return;
          if (event.key === "ArrowDown") { event.preventDefault(); move(1); }
          if (event.key === "ArrowUp") { event.preventDefault(); move(-1); }
          if (event.key === "Enter") { if (!shown.includes(selected)) move(1); detail.focus(); }
        });
        function openFromHash() {
          let id = "";
          try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { id = ""; }
          const endpoint = endpoints.find(candidate => candidate.id === id);
          if (endpoint && endpoint !== selected) open(endpoint, false);
        }
        addEventListener("hashchange", openFromHash);
        filter();
        openFromHash();
        if (!selected) {
          const about = [element("h1", data.title), element("p", data.summary)];
          if (data.removed.length) about.push(...section("Removed since " + data.base, element("ul", data.removed.map(removed => element("li", removed)))));
          detail.replaceChildren(...about);
        }

        """#
}
