//! The process of the service `intake`.

fn main() -> anyhow::Result<()> {
    runtime::main(&intake::IntakeService)
}
