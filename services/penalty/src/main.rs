//! The process of the service `penalty`.

fn main() -> anyhow::Result<()> {
    runtime::main(&penalty::PenaltyService)
}
