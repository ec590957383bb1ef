//! The process of the service `oversight`.

fn main() -> anyhow::Result<()> {
    runtime::main(&oversight::OversightService)
}
