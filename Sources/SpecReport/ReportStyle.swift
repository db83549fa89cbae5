/// The report style sheet.
enum ReportStyle {
    static let text = """

        :root { --back: #fff; --text: #1f2329; --faint: #646a73; --line: #dee0e3; --mark: #fff3c9; --accent: #245bdb; --bad: #b3261e; --good: #1b6b3a; }
        @media (prefers-color-scheme: dark) {
          :root { --back: #17181b; --text: #ebebeb; --faint: #a0a4ab; --line: #383a40; --mark: #4a3f12; --accent: #8fb2ff; --bad: #ff8a80; --good: #7ddc9c; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; height: 100vh; display: grid; grid-template: auto 1fr / minmax(16rem, 26rem) 1fr; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
        header { grid-column: 1 / 3; display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; padding: .6rem 1rem; border-bottom: 1px solid var(--line); }
        header > label { font-weight: 600; }
        #search { flex: 1 1 14rem; font: inherit; padding: .3rem .6rem; border: 1px solid var(--line); border-radius: 6px; background: var(--back); color: inherit; }
        fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1rem; }
        nav { overflow: auto; border-right: 1px solid var(--line); }
        #list { list-style: none; margin: 0; padding: 0; }
        #list li { padding: .4rem 1rem; border-bottom: 1px solid var(--line); cursor: pointer; overflow-wrap: anywhere; content-visibility: auto; contain-intrinsic-size: auto 3.8rem; }
        #list li[aria-selected=true] { background: var(--mark); }
        #list small, .faint { color: var(--faint); display: block; }
        main { overflow: auto; padding: 1rem 1.5rem 4rem; outline: none; }
        h1 { font-size: 1.3rem; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
        h1, h2, li, td, p, code, summary, .text { unicode-bidi: isolate; }
        code, pre { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
        pre { margin: .3rem 0; padding: .5rem .7rem; border: 1px solid var(--line); border-radius: 6px; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; }
        td, th { text-align: start; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); }
        th { color: var(--faint); font-weight: 500; }
        td:first-child, td > code:first-child, td.field > code { white-space: nowrap; }
        td.field { padding-inline-start: calc(.5rem + var(--depth) * 1.2rem); }
        .parent { display: none; }
        .scroll > table { min-width: 34rem; }
        .text { white-space: pre-line; overflow-wrap: anywhere; max-width: 46rem; }
        .text p, .text ul, .text ol { margin: 0 0 .3rem; }
        .text ul, .text ol { padding-inline-start: 1.4rem; }
        tr.assumed { background: var(--mark); }
        .tag { font-size: .8rem; border: 1px solid var(--line); border-radius: 4px; padding: 0 .3rem; margin-left: .3rem; }
        .tag.corrected { border-color: var(--bad); } .tag.witness { border-color: var(--good); }
        .breaking { color: var(--bad); } .compatible { color: var(--good); }
        button { font: inherit; border: 1px solid var(--line); border-radius: 4px; background: none; color: var(--accent); cursor: pointer; }
        a { color: var(--accent); overflow-wrap: anywhere; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
        @media (max-width: 760px) {
          body { display: block; height: auto; }
          nav { max-height: 45vh; border-right: 0; border-bottom: 1px solid var(--line); }
          /* Only the page scrolls, so that the name of a field sticks to its top. */
          main { padding: 1rem; overflow: visible; }
          .scroll { overflow: visible; }
          .scroll > table { min-width: 0; }
          .scroll thead { display: none; }
          .scroll table, .scroll tbody, .scroll tr, .scroll td { display: block; }
          .scroll td { border: 0; padding: .1rem .5rem; overflow-wrap: anywhere; }
          .scroll td[data-label]::before { content: attr(data-label) ": "; color: var(--faint); }
          .scroll td:empty { display: none; }
          .scroll tr { border-bottom: 1px solid var(--line); padding: .3rem 0; background: var(--back); }
          .scroll tr.assumed { background: var(--mark); }
          .scroll td:first-child, .scroll td > code:first-child, .scroll td.field > code { white-space: pre-wrap; }
          .scroll td:first-child, .scroll td:first-child > code { font-weight: 600; }
          .scroll td:first-child { position: sticky; top: 0; z-index: 1; background: inherit; }
          .scroll td.field { padding-inline-start: calc(.5rem + min(var(--depth), 4) * .5rem); }
          .parent { display: inline; color: var(--faint); font-weight: 400; }
        }

        """
}
