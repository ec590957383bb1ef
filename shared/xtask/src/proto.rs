//! Generates `shared/contracts/src/generated/` from `proto/` with a compiler written in Rust.
//!
//! The output is committed, so that a build needs no code generation and a review shows what changed.
//! The folder is cleared first: a proto that was deleted must not leave its types behind.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use protox::prost_reflect::{FileDescriptor, MessageDescriptor};

const OUTPUT: &str = "shared/contracts/src/generated";

/// Writes the generated files.
pub(crate) fn generate(root: &Path) -> anyhow::Result<()> {
    let output = root.join(OUTPUT);
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    fs::create_dir_all(&output)?;
    for (name, text) in render(root)? {
        fs::write(output.join(name), text)?;
    }
    Ok(())
}

/// Fails when the committed files differ from what `proto/` says.
pub(crate) fn check(root: &Path) -> anyhow::Result<()> {
    let wanted = render(root)?;
    let output = root.join(OUTPUT);
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(&output)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        found.insert(name, fs::read_to_string(entry.path())?);
    }
    if wanted != found {
        bail!("{OUTPUT} does not match proto/: run `make gen` and commit the result");
    }
    Ok(())
}

fn render(root: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let include = root.join("proto");
    let mut files = Vec::new();
    collect(&include, &mut files)?;
    files.sort();
    let mut compiler = protox::Compiler::new([&include])?;
    compiler
        .include_imports(true)
        .include_source_info(true)
        .open_files(&files)?;
    let set = compiler.file_descriptor_set();
    let descriptors = compiler.descriptor_pool();
    let scratch = scratch_folder(root)?;
    prost_build::Config::new()
        .out_dir(&scratch)
        .compile_fds(set)
        .context("prost refused the descriptors")?;
    let mut rendered = BTreeMap::new();
    for entry in fs::read_dir(&scratch)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        rendered.insert(name, fs::read_to_string(entry.path())?);
    }
    fs::remove_dir_all(&scratch)?;
    rendered.insert("mod.rs".to_owned(), modules(rendered.keys())?);
    rendered.insert("events.rs".to_owned(), events(descriptors.files())?);
    Ok(rendered)
}

fn scratch_folder(root: &Path) -> anyhow::Result<PathBuf> {
    let scratch = root
        .join("target")
        .join(format!("xtask-proto-{}", std::process::id()));
    fs::create_dir_all(&scratch)?;
    Ok(scratch)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "proto")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// One module per package, in the nesting that the generated paths expect.
fn modules<'a>(names: impl Iterator<Item = &'a String>) -> anyhow::Result<String> {
    let mut text = String::from(
        "// @generated from proto/ by `make gen`\n\nmod events;\n\npub use events::ALL;\n",
    );
    for name in names {
        let parts: Vec<&str> = name.split('.').collect();
        let [_, service, version, _] = parts.as_slice() else {
            bail!("{name} is not mingjing.<service>.<version>.rs");
        };
        write!(
            text,
            "\npub mod {service} {{\n    pub mod {version} {{\n        \
             include!(\"{name}\");\n    }}\n}}\n"
        )?;
    }
    Ok(text)
}

/// An event is a message whose first field is its `Basis`.
fn is_event(message: &MessageDescriptor) -> bool {
    message
        .get_field(1)
        .is_some_and(|field| field.name() == "basis")
}

fn events(files: impl Iterator<Item = FileDescriptor>) -> anyhow::Result<String> {
    let mut text = String::from("// @generated from proto/ by `make gen`\n\n");
    let mut table = Vec::new();
    for file in files {
        let package = file.package_name().to_owned();
        let parts: Vec<&str> = package.split('.').collect();
        let [_, service, version] = parts.as_slice() else {
            bail!("package {package} is not mingjing.<service>.<version>");
        };
        let number = version.trim_start_matches('v');
        for message in file.messages().filter(is_event) {
            let name = message.name();
            writeln!(
                text,
                "impl crate::Event for crate::{service}::{version}::{name} {{\n    \
                 const SERVICE: &'static str = \"{service}\";\n    \
                 const NAME: &'static str = \"{name}\";\n    \
                 const TYPE: &'static str = \"{full}\";\n    \
                 const VERSION: u32 = {number};\n    \
                 fn basis(&self) -> Option<&crate::common::v1::Basis> {{\n        \
                 self.basis.as_ref()\n    }}\n}}\n",
                full = message.full_name(),
            )?;
            table.push(format!(
                "    (\"{service}\", \"{}\"),\n",
                message.full_name()
            ));
        }
    }
    table.sort();
    text.push_str("/// Every event type: the service that publishes it and its full name.\n");
    text.push_str("pub const ALL: &[(&str, &str)] = &[\n");
    text.extend(table);
    text.push_str("];\n");
    Ok(text)
}
