//! The process of the service `disclosure`.

fn main() -> anyhow::Result<()> {
    runtime::main(&disclosure::DisclosureService)
}
