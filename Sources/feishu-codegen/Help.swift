/// What `--help` says.
enum Help {
    static let overview = """
        Generates a typed Swift client of the Feishu / Lark Open Platform from endpoint specs.

        usage: feishu-codegen <command> [options]

          import     reads documents of the portal into specs
          generate   writes the Swift files of the specs
          check      tells whether documents, specs and generated files agree
          validate   tells every problem of every spec
          diff       tells what changed between two versions of documents or specs

        See feishu-codegen <command> --help.
        """

    static func text(for command: Invocation.Command) -> String {
        switch command {
        case .import:
            """
            usage: feishu-codegen import [DOCUMENT or FOLDER ...] [--specs DIR] [--strict] [--hand-written] [--quiet]

            Reads documents (Markdown files, and folders of them; specs/documents by default) and writes a spec for each.
            Where there is a spec of the endpoint, its facts become those of the document, and what people annotated stays.
            What a document leaves open is told with its line.

              --specs DIR     where the specs go (specs)
              --strict        fails where there is anything to warn of, and writes nothing
              --hand-written  reads tables as well that people typed into a document: without types, or of a form
                              that the portal does not write
              --quiet         prints problems only
            """
        case .generate:
            """
            usage: feishu-codegen generate [--specs DIR] [--output DIR] [--module NAME] [--quiet]

            Writes one Swift file per spec and a few per service. All or nothing: with any problem in any spec, no file
            changes. Files that are right already are not touched, generated files without a spec are removed, and files
            that the tool did not write are left alone.

            \(options)
            """
        case .check:
            """
            usage: feishu-codegen check [--specs DIR] [--output DIR] [--module NAME] [--hand-written] [--quiet]

            Fails when import (of the documents in DIR/documents) or generate would change a file, and names the files.

            \(options)
              --hand-written  what import was called with
            """
        case .diff:
            """
            usage: feishu-codegen diff OLD NEW [--format text|markdown|json] [--quiet]

            Tells what changed for callers between two versions of documents or specs, each change marked as breaking or
            compatible. OLD and NEW are files or folders. Fails where anything changed.

              --format FORMAT  text, markdown for a pull request, or json (text)
              --quiet          prints nothing; the exit status tells
            """
        case .validate:
            """
            usage: feishu-codegen validate [--specs DIR] [--quiet]

            Reads every spec, tells all of its problems with their places, and writes nothing.

              --specs DIR     where the specs are (specs)
              --quiet         prints problems only
            """
        }
    }

    private static let options = """
          --specs DIR     where the specs are (specs)
          --module NAME   the name of the module, after which the folder is named (Generated)
          --output DIR    where the files go (a folder named after the module)
          --quiet         prints problems only
        """
}
