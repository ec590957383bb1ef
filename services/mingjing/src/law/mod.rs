//! `mingjing law`: the law by hand, from the same code as the platform and without a server; and the
//! statute library of a running one.

mod answer;
mod due;
mod load;

use clap::{Args, CommandFactory as _, Subcommand, error::ErrorKind};
use jiff::civil::Date;

use self::answer::{Answer, BadInput, Code};
use crate::Arguments;
use crate::platform::{Place, say};

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Answer in JSON instead of words.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    question: Question,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// When a period ends: `law due PEN-PAY-15 --trigger 2026-02-01`.
    Due(due::Options),
    /// Whether a day is worked, and why.
    WorkingDay {
        /// The day, such as 2026-10-10.
        date: Date,
    },
    /// Whether a code can be right: its length, alphabet and check character.
    Check {
        /// A unified social credit code (统一社会信用代码) or a citizen id (公民身份号码).
        #[arg(value_enum)]
        kind: Code,
        /// The code.
        code: String,
    },
    /// The surcharge (加处罚款) on an unpaid fine: three per cent a day, never more than the fine.
    Surcharge {
        /// The fine in fen.
        #[arg(long, allow_negative_numbers = true)]
        fine_fen: i64,
        /// Days after the last day of payment.
        #[arg(long)]
        days: u32,
    },
    /// Load an official text into the statute library (法律法规库) of the platform.
    Load(load::Options),
}

/// Answers what needs no server, and says whether it did. Bad input ends the program with code 2 and
/// a sentence.
pub(crate) fn answered(options: &Options) -> bool {
    let answer = match &options.question {
        Question::Load(_) => return false,
        Question::Due(options) => due::answer(options),
        Question::WorkingDay { date } => answer::working_day(*date),
        Question::Check { kind, code } => Ok(answer::check(*kind, code)),
        Question::Surcharge { fine_fen, days } => answer::surcharge(*fine_fen, *days),
    };
    match answer {
        Ok(Answer { words, json }) => say(if options.json {
            json.to_string()
        } else {
            words
        }),
        Err(BadInput(problem)) => Arguments::command()
            .error(ErrorKind::ValueValidation, problem)
            .exit(),
    }
    true
}

/// Does what needs a platform: loads a text.
pub(crate) async fn run(place: Place, options: Options) -> anyhow::Result<()> {
    match options.question {
        Question::Load(options) => load::load(place, options).await,
        Question::Due(_)
        | Question::WorkingDay { .. }
        | Question::Check { .. }
        | Question::Surcharge { .. } => Ok(()),
    }
}
