/// The output of `--help`.
enum Help {
    static let overview = """
        Generates a typed Swift client for the Feishu / Lark Open Platform from endpoint specs.

        usage: feishu-codegen <command> [options]

          init       creates the project file and the folders of a package
          update     fetches documents, imports them, generates code and reports what changed for callers
          fetch      downloads documents from the portal
          import     converts documents into specs
          generate   generates Swift files from specs
          list       lists the endpoints
          show       describes endpoints
          place      confirms or corrects the assumed placements of fields
          correct    corrects what a document states wrongly, and records what it says
          report     writes a searchable HTML page about all endpoints
          export     exports the specs as an OpenAPI document
          check      checks that documents, specs and generated files are in sync
          validate   reports all problems in all specs
          diff       reports what changed between two versions of documents or specs

          --version  prints the version
          --generate-completion-script bash|zsh|fish
                     prints a shell completion script for commands and options

        The project file, .feishu-codegen.json, configures folders, the selection and the portal. The tool searches for it
        in the working directory and its parents. Options override it.
        Every command accepts --color auto|always|never (auto: on terminals, unless NO_COLOR is set).
        See feishu-codegen <command> --help.
        """

    static func text(for command: Invocation.Command) -> String {
        switch command {
        case .initialize:
            """
            usage: feishu-codegen init [--output DIR] [--specs DIR] [--format FORMAT] [--quiet]

            Writes the project file, .feishu-codegen.json, at the root of the package, creates folders for documents, specs
            and generated files, and prints the lines to add to Package.swift. Existing files are not overwritten.

              --output DIR    the folder for generated files, which must be a separate target (Sources/FeishuAPI)
              --specs DIR     the folder for specs (specs)
            \(common)
            """
        case .update:
            """
            usage: feishu-codegen update [TARGET ...] [--host HOST] [--language TAG] [--specs DIR] [--output DIR]
                                         [--module NAME] [--force] [--accept-loss] [--dry-run] [--verbose]
                                         [--format text|markdown|json] [--quiet]
                   feishu-codegen update --report-new [SERVICE ...] [--host HOST] [--language TAG] [--specs DIR]
                                         [--format text|markdown|json]

            Runs fetch, import and generate, and reports what changed for callers. Specs and Swift files are written together
            or not at all. The exit status is 0 if there are no breaking changes, 3 if the update succeeded with breaking
            changes or with documents that are gone or incomplete, and 1 if there were errors. See fetch for TARGET.

            With --report-new, changes no files. Lists the endpoints and events that the portal has and the project does not,
            grouped by service, with their IDs, titles and URLs. SERVICE is the first part of endpoint IDs, such as hire, or a
            pattern; '*' lists all services. Without SERVICE, lists the services of the specs. The exit status is 0, also if
            there are new endpoints, and 1 if there were errors.

            \(portal)
              --force         also fetches documents that have not changed
              --accept-loss   also replaces a spec whose document lost a section or more than half of its facts
              --report-new    lists what the portal has and the project does not, instead of updating
            \(folders)
              --dry-run       prints the report without writing anything
              --verbose       shows all warnings, including those about unchanged documents, and lists each assumed
                              placement separately
              --format FORMAT text; markdown, for a pull request; or json. For markdown and json, only the report is printed
              --quiet         prints only diagnostics; use the exit status as the result
            """
        case .fetch:
            """
            usage: feishu-codegen fetch [TARGET ...] [--host HOST] [--language TAG] [--specs DIR] [--force] [--dry-run]
                                        [--format FORMAT] [--quiet]
                   feishu-codegen fetch --list [PATTERN ...] [--host HOST] [--language TAG] [--specs DIR]

            Downloads new and changed documents into DIR/documents, in the portal's raw format. TARGET is the URL of a page, a
            path on the portal, an endpoint ID or a pattern such as 'hire.v1.*' (for existing specs), or a folder in the
            portal's tree such as hire-v1/get-candidates. Without TARGET, fetches the documents that specs refer to and those
            fetched earlier. Documents that the portal no longer lists are reported and kept. An interrupted fetch resumes with
            the next run.

              --list          prints the portal's tree, or the documents whose title or path matches a PATTERN
            \(portal)
              --specs DIR     the folder of the specs (specs)
              --force         also fetches documents that have not changed
              --dry-run       fetches only the tree and prints which documents would be fetched
            \(common)
            """
        case .import:
            """
            usage: feishu-codegen import [DOCUMENT or FOLDER ...] [--specs DIR] [--prune] [--strict] [--verbose]
                                         [--rename] [--accept-loss] [--dry-run] [--format FORMAT] [--quiet]

            Reads documents (Markdown files, or folders of them; DIR/documents by default) and writes a spec for each. If an
            endpoint already has a spec, the facts from the document replace those in the spec, and manual annotations are
            kept. If the method or path of an endpoint changed, its spec is moved. Anything ambiguous in a document is reported
            with its line. If any spec cannot be written, none is.

              --specs DIR     the folder of the specs (specs)
              --prune         deletes specs whose documents no longer exist or describe other endpoints
              --verbose       shows all warnings, and lists each assumed placement separately
              --strict        treats warnings as errors: if there are any, nothing is written
              --rename        replaces the derived names of enumerated values and error codes in changed documents with newly
                              derived ones, and reports each as breaking; by default, existing names are kept
              --accept-loss   also replaces a spec whose document lost a section or more than half of its facts; by default,
                              this is an error for the document, because it is probably truncated
              --dry-run       prints what would change without writing anything
            \(common)
            """
        case .generate:
            """
            usage: feishu-codegen generate [--specs DIR] [--output DIR] [--module NAME] [--only GLOB] [--except GLOB]
                                           [--force] [--dry-run] [--format FORMAT] [--quiet]

            Writes one Swift file per spec and a few per service. If any spec has an error, no file is changed. Files that are
            up to date are not rewritten. Files without a spec are deleted if they are listed in .feishu-codegen-files.json,
            which records the files that the tool wrote and should be committed. All other files are left alone. --only and
            --except apply to this run; to select endpoints permanently, use the project file. If the project file has the key
            "samples", the documented samples are generated into that folder, as a target for tests.

            \(folders)
              --only GLOB     generates only endpoints whose ID matches, such as 'hire.v1.*', and deletes the files of all
                              others; repeatable. Replaces the selection in the project file; --only '*' selects everything
              --except GLOB   skips endpoints whose ID matches; repeatable. Without --only, extends the selection in the
                              project file
              --force         overwrites generated files that were edited manually
              --dry-run       prints what would change without writing anything
            \(common)
            """
        case .list:
            """
            usage: feishu-codegen list [--only GLOB] [--except GLOB] [--specs DIR] [--format text|json] [--quiet]

            Lists the endpoints with their Swift calls, access tokens, rate limits and features.

              --only GLOB     lists only endpoints whose ID matches, such as 'hire.v1.*'; repeatable
              --except GLOB   skips endpoints whose ID matches; repeatable
              --specs DIR     the folder of the specs (specs)
              --format FORMAT text, truncated to the width of the terminal, or json, with all details (text)
              --quiet         prints only diagnostics
            """
        case .show:
            """
            usage: feishu-codegen show ID ... [--specs DIR] [--format FORMAT] [--quiet]

            Describes endpoints: their fields as a tree, their errors with the documented advice, and a Swift call. ID is an
            endpoint ID, or a pattern such as 'hire.v1.*'. Assumed placements of fields are marked with a question mark.

              --specs DIR     the folder of the specs (specs)
            \(common)
            """
        case .place:
            """
            usage: feishu-codegen place ID FIELD (--under FIELD | --confirm [--recursive]) [--specs DIR] [--dry-run]
                                        [--format FORMAT] [--quiet]

            Confirms or corrects the placement of a field that import assumed. FIELD is a path such as
            response.data.items.content: request, response or response.data, followed by field names. Later imports keep the
            placement.

              --under FIELD   moves the field and its children to the end of another field, or to the top level of the body:
                              request, response or response.data
              --confirm       confirms the current placement; ID and FIELD can then be patterns such as 'response.items.*'
              --recursive     also confirms the placements of all fields below FIELD, which can be a body
              --specs DIR     the folder of the specs (specs)
              --dry-run       prints what would change without writing anything
            \(common)
            """
        case .correct:
            """
            usage: feishu-codegen correct ID FIELD [--type TYPE] [--unit UNIT] [--required | --optional]
                                          [--value VALUE=NAME ...] --reason TEXT
                   feishu-codegen correct ID FIELD --add --type TYPE [--required] [--value VALUE=NAME ...] --reason TEXT
                   feishu-codegen correct ID (--method METHOD | --path PATH | --envelope ENVELOPE | --error CODE=STATUS)
                                          --reason TEXT
                   feishu-codegen correct ID [FIELD | --error CODE] --undo
                   feishu-codegen correct --observed FILE [--apply | --undo]

            Corrects facts that a document states wrongly. The spec records what the document says and the reason. Later imports
            keep a correction while the document says the same, drop it when the document agrees, and warn when the document
            says something else. FIELD is a path such as response.data.items.content, or response for its payload.

              --type TYPE     the type of a field: string, int, number, boolean, object, map, file or any, followed by [] per
                              array dimension; 'map of TYPE' for a map of values other than objects
              --unit UNIT     the unit of a field that is a Unix timestamp: seconds or milliseconds; none if it is no timestamp
              --required, --optional
                              whether callers have to send a field
              --value V=NAME  adds a listed value with its Swift name, or names a listed value; repeatable
              --add           adds a field that the document lacks
              --method METHOD GET, POST, PUT, PATCH or DELETE
              --path PATH     the path of the URL, with parameters as :name
              --envelope ENVELOPE
                              the form of the response: data, flat or none
              --error CODE=STATUS
                              the HTTP status of an error code, which is added if the document lacks it
              --reason TEXT   why the document is wrong
              --undo          restores what the document says: of a field, an error code, or the endpoint without its fields
              --observed FILE reads the JSON lines of FeishuObservations, and proposes a correction for each kind
              --apply         makes the proposed corrections; with --undo instead, undoes those that were made
              --specs DIR     the folder of the specs (specs)
              --dry-run       prints what would change without writing anything
            \(common)
            """
        case .report:
            """
            usage: feishu-codegen report [--output FILE] [--base FOLDER or REVISION] [--only GLOB] [--except GLOB]
                                         [--specs DIR] [--format FORMAT] [--quiet]

            Writes a self-contained HTML file with the endpoints, their fields next to the rows of their documents, assumed
            placements with the alternatives and the commands that resolve them, corrections, what samples and the platform's
            schema decided, and import warnings.

              --output FILE   the file to write (report.html)
              --base BASE     reports what changed since BASE: a folder of specs, or a Git revision such as origin/main
              --only GLOB     includes only endpoints whose ID matches, such as 'hire.v1.*'; repeatable
              --except GLOB   skips endpoints whose ID matches; repeatable
              --specs DIR     the folder of the specs (specs)
            \(common)
            """
        case .export:
            """
            usage: feishu-codegen export openapi [--only GLOB] [--except GLOB] [--specs DIR] [--output FILE]
                                                 [--format FORMAT] [--quiet]

            Exports the specs as an OpenAPI 3.1 document in JSON.

              --only GLOB     includes only endpoints whose ID matches, such as 'hire.v1.*'; repeatable
              --except GLOB   skips endpoints whose ID matches; repeatable
              --specs DIR     the folder of the specs (specs)
              --output FILE   the file to write (standard output)
            \(common)
            """
        case .check:
            """
            usage: feishu-codegen check [--specs DIR] [--output DIR] [--module NAME] [--only GLOB] [--except GLOB]
                                        [--format FORMAT] [--quiet]

            Fails if import (of the documents in DIR/documents) or generate would change any files, and lists them.

            \(folders)
              --only GLOB     expects files only for endpoints whose ID matches, as after generate --only; repeatable
              --except GLOB   expects no files for endpoints whose ID matches; repeatable
            \(common)
            """
        case .diff:
            """
            usage: feishu-codegen diff OLD NEW [--specs DIR] [--format text|markdown|json] [--quiet]

            Reports what changed for callers between two versions of documents or specs, and marks each change as breaking or
            compatible. OLD and NEW are files, folders, or Git revisions of the spec folder. The exit status is 0 if nothing
            changed, 1 if anything changed, and 2 if OLD or NEW could not be read.

              --specs DIR     the spec folder that revisions refer to (specs, or as in the project file)
              --format FORMAT text, markdown, for a pull request, or json, also for diagnostics (text)
              --quiet         prints no changes; use the exit status as the result
            """
        case .validate:
            """
            usage: feishu-codegen validate [--specs DIR] [--strict] [--verbose] [--format FORMAT] [--quiet]

            Checks all specs and reports every problem with its line, without writing anything. Warnings are about valid but
            suspicious specs: samples that contradict fields, inconsistent rate limits or errors, and unconfirmed placements.

              --specs DIR     the folder of the specs (specs)
              --strict        treats warnings as errors
              --verbose       shows all warnings
            \(common)
            """
        }
    }

    private static let folders = """
          --specs DIR     the folder of the specs (specs)
          --module NAME   the name of the module, and the default name of the output folder (Generated)
          --output DIR    the folder for generated files (named after the module)
        """

    private static let portal = """
          --host HOST     feishu, lark, or an https URL (feishu)
          --language TAG  the language of the documents: zh-CN or en-US (zh-CN)
        """

    private static let common = """
          --format FORMAT text, or json, which prints diagnostics as one JSON object per line (text)
          --quiet         prints only diagnostics
        """
}
