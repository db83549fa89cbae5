/// The texts of `--help`.
enum Help {
    static let overview = """
        Generates a typed Swift client of the Feishu / Lark Open Platform from endpoint specs.

        usage: feishu-codegen <command> [options]

          init       writes the project file and the folders of a package
          update     fetches documents, imports them and generates, and reports what changed for callers
          fetch      fetches documents from the portal
          import     reads documents of the portal into specs
          generate   writes the Swift files of the specs
          list       lists the endpoints of the specs
          show       describes one endpoint
          place      settles an assumed place in a spec
          report     writes a page about all endpoints, to read and search
          export     writes the specs as an OpenAPI document
          check      checks that documents, specs and generated files agree
          validate   reports every problem of every spec
          diff       reports what changed between two versions of documents or specs

          --version  prints the version
          --generate-completion-script bash|zsh|fish
                     prints a script that completes commands and options in a shell

        Folders, the selection and the portal are in the project file .feishu-codegen.json, which is searched from the
        working folder upwards; options override it.
        Every command takes --color auto|always|never (auto: on terminals, unless NO_COLOR is set).
        See feishu-codegen <command> --help.
        """

    static func text(for command: Invocation.Command) -> String {
        switch command {
        case .initialize:
            """
            usage: feishu-codegen init [--output DIR] [--specs DIR] [--format FORMAT] [--quiet]

            Writes .feishu-codegen.json, the project file, at the root of the package, creates the folders of documents, specs
            and generated files, and prints the lines for Package.swift. Nothing is overwritten.

              --output DIR    the folder of the generated files, which is a target of its own (Sources/FeishuAPI)
              --specs DIR     the folder of the specs (specs)
            \(common)
            """
        case .update:
            """
            usage: feishu-codegen update [WHAT ...] [--host HOST] [--language TAG] [--specs DIR] [--output DIR]
                                         [--module NAME] [--force] [--dry-run] [--verbose]
                                         [--format text|markdown|json] [--quiet]

            Runs fetch, import and generate, and reports what changed for callers between the specs before and after. From
            import on all or nothing is written. The exit status is 0 if nothing breaking changed, 3 if everything was
            done and something breaking changed, and 1 if there were problems. See fetch for WHAT.

            \(portal)
              --force         fetches documents that did not change, too
            \(folders)
              --dry-run       prints the report of what would change, and writes nothing
              --verbose       shows all warnings, also about documents that did not change, and each assumed place by itself
              --format FORMAT text, markdown for a pull request, or json: then the report alone is printed
              --quiet         prints diagnostics only; the exit status is the result
            """
        case .fetch:
            """
            usage: feishu-codegen fetch [WHAT ...] [--host HOST] [--language TAG] [--specs DIR] [--force] [--dry-run]
                                        [--format FORMAT] [--quiet]
                   feishu-codegen fetch --list [PATTERN ...] [--host HOST] [--language TAG] [--specs DIR]

            Fetches documents in the portal's raw form into DIR/documents: those that are new or have changed. WHAT is the
            address of a page, a path of the portal, an endpoint id or a pattern such as 'hire.v1.*' (of specs that exist),
            or a folder of the portal's tree such as hire-v1/get-candidates. Without WHAT, the documents that the specs
            name and those fetched before. A document that is gone is reported and kept. What was fetched before a run
            ended is not fetched again by the next one.

              --list          prints the portal's tree, or the documents whose title or path match a PATTERN
            \(portal)
              --specs DIR     the folder of the specs (specs)
              --force         fetches documents that did not change, too
              --dry-run       says what would be fetched, and fetches the tree alone
            \(common)
            """
        case .import:
            """
            usage: feishu-codegen import [DOCUMENT or FOLDER ...] [--specs DIR] [--prune] [--strict] [--verbose]
                                         [--rename] [--dry-run] [--format FORMAT] [--quiet]

            Reads documents (Markdown files and folders of them; DIR/documents by default) and writes a spec for each.
            Where an endpoint already has a spec, its facts are replaced by those of the document, and the annotations
            that people added are kept; where the method or the path of a page changed, its spec moves along. Whatever a
            document leaves open is reported with its line. Where one spec cannot be written, none is.

              --specs DIR     the folder of the specs (specs)
              --prune         removes specs whose documents are gone from the folders, or describe other endpoints
              --verbose       shows all warnings, and each assumed place by itself
              --strict        treats warnings as errors: with any warning, nothing is written
              --rename        replaces derived names of listed values and error codes by those that changed documents
                              give now, and reports each as breaking; otherwise a name that a spec has stays
              --dry-run       says what would change, and writes nothing
            \(common)
            """
        case .generate:
            """
            usage: feishu-codegen generate [--specs DIR] [--output DIR] [--module NAME] [--only GLOB] [--except GLOB]
                                           [--force] [--dry-run] [--format FORMAT] [--quiet]

            Writes one Swift file per spec and a few per service, all or nothing: with any problem in any spec, no file
            changes. Files that are up to date are not touched. Files that have no spec anymore are removed if they are
            in .feishu-codegen-files.json, the list of the files that the tool wrote; commit it. Other files are left
            alone. --only and --except hold for this run; those of the project file hold for all.

            \(folders)
              --only GLOB     generates only the endpoints whose id matches, such as 'hire.v1.*', and removes the files of
                              the others; can be repeated
              --except GLOB   leaves out the endpoints whose id matches; can be repeated. Alone it adds to the
                              selection of the project; --only begins a new one, --only '*' with everything
              --force         discards what was changed by hand in generated files
              --dry-run       says what would change, and writes nothing
            \(common)
            """
        case .list:
            """
            usage: feishu-codegen list [--only GLOB] [--except GLOB] [--specs DIR] [--format text|json] [--quiet]

            Lists the endpoints of the specs with their calls, access tokens, rate limits, and what is special about them.

              --only GLOB     only the endpoints whose id matches, such as 'hire.v1.*'; can be repeated
              --except GLOB   not the endpoints whose id matches; can be repeated
              --specs DIR     the folder of the specs (specs)
              --format FORMAT text, which fits the terminal, or json with everything (text)
              --quiet         prints diagnostics only
            """
        case .show:
            """
            usage: feishu-codegen show ID ... [--specs DIR] [--format FORMAT] [--quiet]

            Describes endpoints: their fields as trees, their errors with the document's advice, and a Swift call. ID is an
            endpoint id, or a pattern such as 'hire.v1.*'. A field whose place is assumed is marked with a question mark.

              --specs DIR     the folder of the specs (specs)
            \(common)
            """
        case .place:
            """
            usage: feishu-codegen place ID FIELD (--under FIELD | --confirm) [--specs DIR] [--dry-run]
                                        [--format FORMAT] [--quiet]

            Settles the place of a field that import assumed. FIELD is a path such as response.data.items.content: request,
            response or response.data, and the names of the fields down to it. Later imports keep the place.

              --under FIELD   moves the field, with the fields below it, to the end of another field, or to the top of the
                              body: request, response or response.data
              --confirm       the field is where it belongs
              --specs DIR     the folder of the specs (specs)
              --dry-run       says what would change, and writes nothing
            \(common)
            """
        case .report:
            """
            usage: feishu-codegen report [--output FILE] [--base FOLDER or REVISION] [--only GLOB] [--except GLOB]
                                         [--specs DIR] [--format FORMAT] [--quiet]

            Writes one HTML file that needs no network: the endpoints with their fields beside the rows of their documents,
            assumed places with the alternatives and the command that settles each, and the warnings of import.

              --output FILE   the file to write (report.html)
              --base BASE     reports what changed since the specs of a folder, or of a revision such as origin/main
              --only GLOB     only the endpoints whose id matches, such as 'hire.v1.*'; can be repeated
              --except GLOB   not the endpoints whose id matches; can be repeated
              --specs DIR     the folder of the specs (specs)
            \(common)
            """
        case .export:
            """
            usage: feishu-codegen export openapi [--only GLOB] [--except GLOB] [--specs DIR] [--output FILE]
                                                 [--format FORMAT] [--quiet]

            Writes the specs as an OpenAPI 3.1 document in JSON.

              --only GLOB     only the endpoints whose id matches, such as 'hire.v1.*'; can be repeated
              --except GLOB   not the endpoints whose id matches; can be repeated
              --specs DIR     the folder of the specs (specs)
              --output FILE   the file to write (standard output)
            \(common)
            """
        case .check:
            """
            usage: feishu-codegen check [--specs DIR] [--output DIR] [--module NAME] [--only GLOB] [--except GLOB]
                                        [--format FORMAT] [--quiet]

            Fails if import (of the documents in DIR/documents) or generate would change a file, and names the files.

            \(folders)
              --only GLOB     expects only the files of the endpoints whose id matches, as generate --only leaves them
              --except GLOB   expects no files of the endpoints whose id matches; both can be repeated
            \(common)
            """
        case .diff:
            """
            usage: feishu-codegen diff OLD NEW [--format text|markdown|json] [--quiet]

            Reports what changed for callers between two versions of documents or specs, each change marked as breaking
            or compatible. OLD and NEW are files or folders. The exit status is 0 if nothing changed, 1 if anything did, and
            2 if OLD or NEW could not be read.

              --format FORMAT  text, markdown for a pull request, or json (text); json also applies to diagnostics
              --quiet          prints no changes; the exit status is the result
            """
        case .validate:
            """
            usage: feishu-codegen validate [--specs DIR] [--strict] [--verbose] [--format FORMAT] [--quiet]

            Reads every spec, reports all of its problems with their lines, and writes nothing. Warnings are about what is
            valid and suspicious: samples that contradict fields, limits and errors that contradict one another, and
            places that nobody confirmed.

              --specs DIR     the folder of the specs (specs)
              --strict        treats warnings as errors
              --verbose       shows all warnings
            \(common)
            """
        }
    }

    private static let folders = """
          --specs DIR     the folder of the specs (specs)
          --module NAME   the name of the module, after which the output folder is named (Generated)
          --output DIR    the folder of the generated files (a folder named after the module)
        """

    private static let portal = """
          --host HOST     feishu, lark, or an https URL (feishu)
          --language TAG  the language of the documents (zh-CN), the only one that import reads
        """

    private static let common = """
          --format FORMAT text, or json for diagnostics as one JSON object per line (text)
          --quiet         prints diagnostics only
        """
}
