//! The process of the service `portal`.

fn main() -> anyhow::Result<()> {
    runtime::main(&portal::PortalService)
}
