//! The statements that the platform really sent, as a pgbench script.
//!
//! PostgreSQL logs every statement with its parameters while [`Capture`] is on. One transaction is cut
//! out of the log; its parameters become literals, except that every UUID and every marked text
//! becomes different in each run of the script, as it would in the platform.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};

use super::stand::Stand;

/// A part of the log being recorded.
pub(super) struct Capture {
    log: PathBuf,
    from: usize,
}

impl Capture {
    /// Begins to record.
    pub(super) async fn begin(stand: &Stand) -> anyhow::Result<Self> {
        for setting in ["log_statement = 'all'", "log_line_prefix = '@%p '"] {
            stand
                .postgres
                .psql("postgres", &format!("alter system set {setting}"))
                .await?;
        }
        stand
            .postgres
            .psql("postgres", "select pg_reload_conf()")
            .await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        let log = stand.postgres.log();
        let from = fs::read(&log)?.len();
        Ok(Self { log, from })
    }

    /// Ends recording and writes the first transaction that contains `mark` as a script.
    pub(super) async fn script(
        self,
        stand: &Stand,
        mark: &str,
        schema: &str,
        unique: &[&str],
    ) -> anyhow::Result<PathBuf> {
        for name in ["log_statement", "log_line_prefix"] {
            stand
                .postgres
                .psql("postgres", &format!("alter system reset {name}"))
                .await?;
        }
        stand
            .postgres
            .psql("postgres", "select pg_reload_conf()")
            .await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        let bytes = fs::read(&self.log)?;
        let text = String::from_utf8_lossy(bytes.get(self.from..).unwrap_or_default()).into_owned();
        let statements = transaction(&text, mark)
            .with_context(|| format!("no transaction with `{mark}` in the log"))?;
        // Never the same twice, over clients and runs: see Stand::pgbench.
        let mut script =
            String::from("\\set n :n + 1\n\\set r :base + :client_id * 1000000 + :n\n");
        let mut seen = Vec::new();
        for statement in &statements {
            script.push_str(&statement.render(unique, &mut seen)?);
            script.push_str(";\n");
        }
        let path = stand.folder.path().join(format!("{schema}.pgbench.sql"));
        fs::write(&path, script)?;
        Ok(path)
    }
}

#[derive(Debug, Clone)]
struct Statement {
    sql: String,
    parameters: Vec<Option<String>>,
}

/// The statements of the first transaction of one session that contains `mark`.
fn transaction(log: &str, mark: &str) -> Option<Vec<Statement>> {
    let mut open: HashMap<&str, Vec<Statement>> = HashMap::new();
    for entry in entries(log) {
        let (session, body) = entry.split_once(' ')?;
        if let Some(rest) = body.split_once("DETAIL:  ").map(|(_, rest)| rest) {
            if let (Some(list), Some(last)) = (
                rest.trim_start_matches("parameters: ")
                    .strip_prefix('$')
                    .map(|_| rest),
                open.get_mut(session).and_then(|list| list.last_mut()),
            ) {
                last.parameters = parameters(list);
            }
            continue;
        }
        let Some(sql) = statement(body) else { continue };
        let first = sql.trim_start().to_lowercase();
        let list = open.entry(session).or_default();
        if first.starts_with("begin") {
            list.clear();
        }
        for part in if first.starts_with("begin") {
            sql.split("; ").collect()
        } else {
            vec![sql]
        } {
            list.push(Statement {
                sql: part.trim().to_owned(),
                parameters: Vec::new(),
            });
        }
        if first.starts_with("commit") {
            if list.iter().any(|statement| statement.sql.contains(mark)) {
                return Some(list.clone());
            }
            list.clear();
        }
    }
    None
}

/// Log entries: a line that begins with the prefix, and the lines that continue it.
fn entries(log: &str) -> impl Iterator<Item = &str> {
    log.split("\n@").map(|entry| entry.trim_start_matches('@'))
}

fn statement(body: &str) -> Option<&str> {
    if let Some((_, rest)) = body.split_once("LOG:  execute ") {
        return rest.split_once(": ").map(|(_, sql)| sql);
    }
    body.split_once("LOG:  statement: ").map(|(_, sql)| sql)
}

/// Reads `parameters: $1 = 'a', $2 = NULL`.
fn parameters(text: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches("parameters: ");
    while let Some((_, after)) = rest.split_once(" = ") {
        if let Some(quoted) = after.strip_prefix('\'') {
            let mut value = String::new();
            let mut characters = quoted.char_indices().peekable();
            let mut end = quoted.len();
            while let Some((index, character)) = characters.next() {
                if character == '\'' {
                    if characters.peek().is_some_and(|(_, next)| *next == '\'') {
                        characters.next();
                    } else {
                        end = index + 1;
                        break;
                    }
                }
                value.push(character);
            }
            found.push(Some(value));
            rest = quoted.get(end..).unwrap_or_default();
        } else {
            found.push(None);
            rest = after.strip_prefix("NULL").unwrap_or_default();
        }
    }
    found
}

impl Statement {
    /// The statement with its parameters as literals. `seen` numbers the values that vary.
    fn render(&self, unique: &[&str], seen: &mut Vec<String>) -> anyhow::Result<String> {
        let mut out = String::new();
        let mut rest = self.sql.as_str();
        while let Some((before, after)) = rest.split_once('$') {
            let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
            out.push_str(before);
            rest = after.get(digits.len()..).unwrap_or_default();
            let number: usize = digits.parse().context("a parameter has a number")?;
            let value = self.parameters.get(number.saturating_sub(1));
            ensure!(
                value.is_some(),
                "parameter ${number} is not in the log: {}",
                self.sql
            );
            match value.and_then(Option::as_ref) {
                None => out.push_str("null"),
                Some(text) => out.push_str(&literal(text, unique, seen)),
            }
        }
        out.push_str(rest);
        // pgbench reads `:name` as a variable; casts it leaves alone.
        Ok(out.replace('\n', " "))
    }
}

/// A literal, with what must differ in each run replaced by an expression of `:r`.
fn literal(text: &str, unique: &[&str], seen: &mut Vec<String>) -> String {
    if is_digest(text) {
        let number = place(text, seen);
        return format!("md5(:r::text || '-{number}')");
    }
    if !text.starts_with('{') && unique.iter().any(|word| text.contains(word)) {
        // The shape stays: what follows the last hyphen is another eight digits.
        let prefix = text
            .rfind('-')
            .and_then(|end| text.get(..=end))
            .unwrap_or_default();
        return format!("('{prefix}' || lpad(upper(to_hex(:r::bigint)), 8, '0'))");
    }
    if is_uuid(text) {
        let number = place(text, seen);
        return uuid(number);
    }
    let inner = text
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    if let Some(inner) = inner
        && !inner.is_empty()
        && inner.split(',').all(is_uuid)
    {
        let places: Vec<String> = inner
            .split(',')
            .map(|item| place(item, seen).to_string())
            .collect();
        // One parameter for the whole list: pgbench takes 255 in a statement.
        return format!(
            "coalesce((select array_agg({} order by o) from (select :r::bigint as r) b, \
             unnest(array[{}]) with ordinality as u (n, o)), '{{}}'::uuid[])",
            "(lpad(to_hex(b.r), 16, '0') || left(md5(b.r::text || '-' || n), 16))::uuid",
            places.join(", ")
        );
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Another UUID in each run, and like the platform's own in the order of time.
fn uuid(number: usize) -> String {
    format!("(lpad(to_hex(:r::bigint), 16, '0') || left(md5(:r::text || '-{number}'), 16))::uuid")
}

fn place(text: &str, seen: &mut Vec<String>) -> usize {
    if let Some(index) = seen.iter().position(|known| known == text) {
        return index;
    }
    seen.push(text.to_owned());
    seen.len() - 1
}

/// A digest in hexadecimal digits, such as a key that is kept as its digest only.
fn is_digest(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36 && text.parse::<uuid::Uuid>().is_ok()
}

/// What a script says, for the log of a run.
pub(super) fn statements_in(script: &Path) -> anyhow::Result<usize> {
    Ok(fs::read_to_string(script)?
        .lines()
        .filter(|line| line.ends_with(';'))
        .count())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "@7 LOG:  statement: begin; set local mj.x = 'y'\n\
        @8 LOG:  execute sqlx_s_1: select 1\n\
        @7 LOG:  execute sqlx_s_2: insert into t (a, b)\n\tvalues ($1, $2)\n\
        @7 DETAIL:  parameters: $1 = '0190163d-8694-739b-aea5-966c26f8ad90', $2 = 'it''s', $3 = NULL\n\
        @7 LOG:  statement: COMMIT\n";

    #[test]
    fn a_transaction_is_read_back_from_the_log_with_its_parameters() {
        let statements = transaction(LOG, "into t").unwrap();
        assert_eq!(statements.len(), 4);
        assert_eq!(statements[2].parameters[1].as_deref(), Some("it's"));
        assert_eq!(statements[2].parameters[2], None);
        let rendered = statements[2].render(&[], &mut Vec::new()).unwrap();
        assert!(
            rendered.ends_with("'-0'), 16))::uuid, 'it''s')"),
            "{rendered}"
        );
    }
}
