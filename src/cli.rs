//! The command line: types, help, examples. No work.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Turns fragments of industry news into Markdown briefs, groups them by company and technology, and renders a site.
#[derive(Debug, Parser)]
#[command(
    name = "briefmill",
    version,
    about,
    propagate_version = true,
    arg_required_else_help = true
)]
#[command(after_help = "Example: briefmill init digest && briefmill serve --root digest --open")]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options that every command takes.
    #[command(flatten)]
    pub common: Common,
}

/// Options that every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// The digest's folder
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    pub root: PathBuf,
    /// Print JSON for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print notes too
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new digest that builds at once
    #[command(after_help = "Example: briefmill init my-digest")]
    Init {
        /// Where; an existing file is never replaced
        #[arg(default_value = ".")]
        dir: PathBuf,
    },
    /// Bring fragments into the inbox and make briefs of what is new
    #[command(
        after_help = "Examples:\n  briefmill ingest ~/Downloads/article.html exports/\n  curl -s https://example.org/feed.xml | briefmill ingest -"
    )]
    Ingest {
        /// Files, folders, or `-` for standard input; without any, what lies in the inbox
        paths: Vec<PathBuf>,
    },
    /// Make briefs of new fragments, group them, and render the site
    #[command(after_help = "Example: briefmill build --root my-digest")]
    Build(BuildArgs),
    /// Preview the site on this machine, rebuilding as files change
    #[command(after_help = "Example: briefmill serve --open")]
    Serve {
        /// The port; the next free one is taken if it is in use
        #[arg(long, default_value_t = 4400)]
        port: u16,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Show drafts, future and expired briefs too
        #[arg(long)]
        drafts: bool,
    },
    /// Report what is wrong or doubtful, for a desk's last look and for CI
    #[command(after_help = "Examples:\n  briefmill check\n  briefmill check --strict --json")]
    Check {
        /// Let doubts decide the exit status too, not errors only
        #[arg(long)]
        strict: bool,
    },
    /// Print what the templates see, field by field
    #[command(after_help = "Examples:\n  briefmill context\n  briefmill context brief.html")]
    Context {
        /// One template; without it, all of them by name
        template: Option<String>,
    },
    /// List the built-in templates and static files, or write one out to be changed
    #[command(after_help = "Examples:\n  briefmill templates\n  briefmill templates card.html")]
    Templates {
        /// The one to write into the digest; a file that is there is never replaced
        name: Option<String>,
    },
    /// Draft an edition for its editor, publish it, or list all
    #[command(
        after_help = "Examples:\n  briefmill edition draft 2026-w47\n  briefmill edition publish 2026-w47\n  briefmill edition list"
    )]
    Edition {
        /// What to do.
        #[command(subcommand)]
        action: EditionAction,
    },
    /// Show how a brief came to its headline, date, tags, figures and cuts
    #[command(
        after_help = "Examples:\n  briefmill why south-korea-batteries\n  briefmill why content/briefs/2023/04/deal.md \"SK On\"\n  briefmill why --rules"
    )]
    Why {
        /// The brief: its file, its slug, or its fragment's name
        #[arg(required_unless_present = "rules")]
        brief: Option<String>,
        /// One company or technology
        term: Option<String>,
        /// List all rules instead: what each looks at, and in which words it is told
        #[arg(long, conflicts_with = "brief")]
        rules: bool,
    },
    /// Bring back what was cut from a brief, in its source's other articles too
    #[command(
        after_help = "Example: briefmill restore south-korea-batteries \"Read the full study\""
    )]
    Restore {
        /// The brief: its file, its slug, or its fragment's name
        brief: String,
        /// The words of what was cut, some of them, or the rule that cut it, as `why` lists them
        #[arg(allow_hyphen_values = true)]
        cut: String,
    },
}

/// What `edition` does.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum EditionAction {
    /// Write the file of an edition: its stories by rank, each with the reason
    #[command(after_help = "Example: briefmill edition draft 2026-w47")]
    Draft {
        /// The day, week or month; without it, the newest that is not published
        period: Option<String>,
    },
    /// Publish an edition: it gets its number and stays as it is from then on
    #[command(after_help = "Example: briefmill edition publish 2026-w47")]
    Publish {
        /// The day, week or month; without it, the newest that is not published
        period: Option<String>,
    },
    /// List all editions, the newest first
    #[command(after_help = "Example: briefmill edition list")]
    List,
}

/// Options of `build`.
#[derive(Debug, Clone, Args)]
pub struct BuildArgs {
    /// Folder of the site, instead of the setting `output`
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Publish drafts, future and expired briefs too
    #[arg(long)]
    pub drafts: bool,
}
