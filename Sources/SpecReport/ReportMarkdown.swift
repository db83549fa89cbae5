/// The part of the report's script that shows descriptions, which are Markdown: paragraphs, lists, inline code, bold text, and links.
///
/// Like the rest of the script, it creates elements, so text never becomes markup. It reads each line once, and shows everything
/// else, such as tables, as it is in the document.
enum ReportMarkdown {
    static let script = #"""
        // Returns the parts of a line of Markdown.
        function inline(line) {
          return line.split(/(`[^`]+`|\*\*[^*]+\*\*|\[[^\[\]]+\]\(https:\/\/[^\s()]+\))/).filter(part => part).map(part => {
            if (/^`[^`]+`$/.test(part)) return element("code", part.slice(1, -1));
            if (/^\*\*[^*]+\*\*$/.test(part)) return element("strong", inline(part.slice(2, -2)));
            const link = /^\[([^\[\]]+)\]\((https:\/\/[^\s()]+)\)$/.exec(part);
            return link ? element("a", inline(link[1]), { href: link[2], rel: "noreferrer noopener" }) : part;
          });
        }

        // Returns the blocks of a Markdown text. A list can begin on the line of its label.
        function blocks(content) {
          const created = [];
          const lines = content.replace(/^( *\*\*[^*\n]+\*\*[：:]|\*\*[^*\n]+[：:]\*\*) *(?=(?:[-*+]|1[.)]) )/gm, "$1\n").split("\n");
          for (const line of lines) {
            const item = /^( *)(?:[-*+]|(\d{1,9})[.)]) +(.*)$/.exec(line);
            const last = created[created.length - 1];
            if (item) {
              const kind = item[2] ? "OL" : "UL";
              const list = last && last.nodeName === kind ? last : element(kind, [], item[2] ? { start: item[2] } : {});
              const row = element("li", inline(item[3]));
              row.style.marginInlineStart = Math.min(item[1].length, 8) / 2 + "rem";
              list.append(row);
              if (list !== last) created.push(list);
            } else if (line.trim()) {
              created.push(element("p", inline(line)));
            }
          }
          return created;
        }

        """#
}
