//! `mingjing dead-letters`: events that could not be applied, and trying them again.

use clap::{Args, Subcommand};
use ledger::{Inbox, InboxSettings};
use runtime::Context;

use crate::platform::{Place, SERVICES, say};

#[derive(Debug, Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Action {
    /// Show what is parked.
    List,
    /// Try everything parked again, in order. Safe to repeat and to interrupt.
    Replay,
}

/// Shows or replays.
pub(crate) async fn run(place: Place, options: &Options) -> anyhow::Result<()> {
    let mut winning = Vec::new();
    let servers = place.servers_for_database(&mut winning).await?;
    let context = Context::new(place.settings(winning)?)?;
    let outcome = each(&context, options.action).await;
    servers.stop_unless_running().await;
    outcome
}

async fn each(context: &Context, action: Action) -> anyhow::Result<()> {
    let mut parked = 0;
    for service in SERVICES {
        let module = service
            .build(context)
            .await
            .map_err(|error| anyhow::anyhow!(error))?;
        let Some(ledger) = module.ledger else {
            continue;
        };
        context.reference.refresh(&ledger).await?;
        for consumer in module.consumers {
            let settings = InboxSettings::default();
            let inbox = Inbox::new(ledger.clone(), consumer.from, consumer.apply, settings);
            let name = service.name();
            if matches!(action, Action::Replay) {
                let done = inbox.replay_dead_letters().await?;
                if done.applied + done.parked > 0 {
                    say(format!(
                        "{name} from {}: {} applied, {} still parked",
                        consumer.from, done.applied, done.parked
                    ));
                }
            }
            for letter in inbox.dead_letters().await? {
                parked += 1;
                say(format!(
                    "{name} from {}: #{} {} {} after {} attempts: {} (trace {})",
                    consumer.from,
                    letter.id,
                    letter.subject,
                    letter.reason,
                    letter.attempts,
                    letter.error,
                    letter.traceparent.as_deref().unwrap_or("none"),
                ));
            }
        }
    }
    say(format!("{parked} parked"));
    Ok(())
}
