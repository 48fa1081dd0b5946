//! Versions as `Cargo.lock` fixes them.

use crate::project;
use crate::shell::Result;

/// The version of `package` in this workspace's lock file.
pub fn locked_version(package: &str) -> Result<String> {
    let path = project::root().join("Cargo.lock");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    version_in(&text, package)
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock names no single version of `{package}`"))
}

/// The version of `package` in the text of a lock file, if there is exactly one.
fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut versions = lock.split("[[package]]").filter_map(|entry| {
        (field(entry, "name") == Some(package))
            .then(|| field(entry, "version"))
            .flatten()
    });
    let version = versions.next()?;
    versions.next().is_none().then_some(version)
}

fn field<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    entry
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = r#"version = 4

[[package]]
name = "syn"
version = "1.0.109"

[[package]]
name = "syn"
version = "2.0.90"

[[package]]
name = "wasm-bindgen"
version = "0.2.129"
source = "registry"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.1"
"#;

    #[test]
    fn the_version_is_that_of_the_exact_name() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.129"));
        assert_eq!(version_in(LOCK, "wasm-bindgen-macro"), Some("0.2.1"));
    }

    #[test]
    fn an_absent_or_ambiguous_package_has_no_version() {
        assert_eq!(version_in(LOCK, "wasm"), None);
        assert_eq!(version_in(LOCK, "syn"), None);
        assert_eq!(version_in("", "syn"), None);
    }

    #[test]
    fn the_lock_file_of_this_workspace_fixes_wasm_bindgen() {
        let version = super::locked_version("wasm-bindgen").unwrap();
        assert!(version.starts_with("0.2."), "{version}");
    }
}
