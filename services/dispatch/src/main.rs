//! The process of the service `dispatch`.

fn main() -> anyhow::Result<()> {
    runtime::main(&dispatch::DispatchService)
}
