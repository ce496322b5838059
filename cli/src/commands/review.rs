//! `chohyo golden review`: the changed cases, one by one.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use chohyo_engine::diag::{Colour, Diagnostic, render};
use chohyo_golden::{Case, Difference, Made, Workspace, bless, compare, each, html, summary};

use crate::report::{Context, Exit, Failure, exit_of, out};

/// A case that differs from its references.
struct Changed {
    case: Case,
    made: Made,
    difference: Difference,
    /// Its HTML page.
    page: PathBuf,
}

/// Walks through the changed cases in a terminal; elsewhere their pages are written and listed.
pub(crate) fn run(
    root: &Path,
    cases: &[Case],
    open: bool,
    context: &Context<'_>,
) -> Result<Exit, Failure> {
    let workspace = Workspace::read(root).map_err(Failure::environment)?;
    let mut found = Vec::new();
    let mut all = Vec::new();
    for result in each(cases, |case| changed(root, &workspace, case)) {
        match result {
            Ok(changed) => all.extend(changed),
            Err(errors) => found.extend(errors),
        }
    }
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        found.extend(list(all, open)?);
        context.tell(&found);
        return Ok(exit_of(&found, Exit::Findings));
    }
    context.tell(&found);
    let left = all.len() - walk_through(root, &all, open, context)?;
    Ok(if left == 0 { exit_of(&found, Exit::Findings) } else { Exit::Findings })
}

fn changed(
    root: &Path,
    workspace: &Workspace,
    case: &Case,
) -> Result<Option<Changed>, Vec<Diagnostic>> {
    let made = workspace.make(case)?;
    let difference = compare(root, case, &made);
    if difference.is_empty() {
        return Ok(None);
    }
    let page = html::write(root, case, &made, &difference).map_err(|error| vec![error])?;
    Ok(Some(Changed { case: case.clone(), made, difference, page }))
}

/// The paths of the pages go to stdout.
fn list(all: Vec<Changed>, open: bool) -> Result<Vec<Diagnostic>, Failure> {
    let mut found = Vec::new();
    for changed in all {
        out(&format!("{}\n", changed.page.display()))?;
        if open {
            found.extend(show(&changed.page).err());
        }
        found.extend(changed.difference.diagnostics);
    }
    Ok(found)
}

/// Opens a page in the browser.
fn show(page: &Path) -> Result<(), Diagnostic> {
    opener::open(page).map_err(|error| Diagnostic::warning("B014").arg("cause", error))
}

/// Asks about every case; gives the number of those that were accepted.
fn walk_through(
    root: &Path,
    all: &[Changed],
    open: bool,
    context: &Context<'_>,
) -> Result<usize, Failure> {
    let step = |changed: &Changed| Step {
        name: changed.case.name.clone(),
        said: summary(&changed.difference, context.lang),
        page: changed.page.clone(),
    };
    let in_ci = std::env::var_os("CI").is_some();
    let mut walk = Walk {
        input: io::stdin().lock(),
        output: io::stdout(),
        open,
        question: context.words(
            "o ページを開く  a 承認  s 次へ  q 終了 > ",
            "o open the page  a accept  s skip  q quit > ",
        ),
        look_first: context.words("先に o でページを開いてください", "open the page first: o"),
        show: &show,
        accept: &|index| {
            let Changed { case, made, .. } = &all[index];
            bless(root, case, made, in_ci)
        },
        told: &|found| render(found, context.lang, Colour::Plain),
    };
    Ok(walk.all(&all.iter().map(step).collect::<Vec<_>>())?)
}

/// What is said and shown of a changed case.
struct Step {
    name: String,
    said: String,
    page: PathBuf,
}

/// Questions about changed cases, and what the answers do.
struct Walk<'a, I, O> {
    input: I,
    output: O,
    /// Whether pages open unasked.
    open: bool,
    question: &'a str,
    look_first: &'a str,
    show: &'a dyn Fn(&Path) -> Result<(), Diagnostic>,
    /// Makes the pages of the step the references.
    accept: &'a dyn Fn(usize) -> Result<(), Vec<Diagnostic>>,
    told: &'a dyn Fn(&[Diagnostic]) -> String,
}

/// How a question ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Accepted,
    Skipped,
    Quit,
}

impl<I: BufRead, O: Write> Walk<'_, I, O> {
    /// Gives the number of steps that were accepted.
    fn all(&mut self, steps: &[Step]) -> io::Result<usize> {
        let mut accepted = 0;
        for (index, step) in steps.iter().enumerate() {
            let (no, page) = (index + 1, step.page.display());
            writeln!(self.output, "\n{no}/{}  {}", steps.len(), step.name)?;
            writeln!(self.output, "{}  {page}", step.said)?;
            match self.ask(index, step)? {
                Answer::Accepted => accepted += 1,
                Answer::Skipped => {}
                Answer::Quit => break,
            }
        }
        Ok(accepted)
    }

    /// Asks until the step is done. Only a page that was opened can be accepted.
    fn ask(&mut self, index: usize, step: &Step) -> io::Result<Answer> {
        let mut seen = self.open && self.opens(step)?;
        loop {
            write!(self.output, "{}", self.question)?;
            self.output.flush()?;
            let mut line = String::new();
            if self.input.read_line(&mut line)? == 0 {
                return Ok(Answer::Quit);
            }
            match line.trim() {
                "o" => seen |= self.opens(step)?,
                "a" if !seen => writeln!(self.output, "{}", self.look_first)?,
                "a" => match (self.accept)(index) {
                    Ok(()) => return Ok(Answer::Accepted),
                    Err(found) => self.tell(&found)?,
                },
                "s" => return Ok(Answer::Skipped),
                "q" => return Ok(Answer::Quit),
                _ => {}
            }
        }
    }

    /// Whether the page of a step could be opened.
    fn opens(&mut self, step: &Step) -> io::Result<bool> {
        let shown = (self.show)(&step.page);
        if let Err(found) = &shown {
            self.tell(std::slice::from_ref(found))?;
        }
        Ok(shown.is_ok())
    }

    fn tell(&mut self, found: &[Diagnostic]) -> io::Result<()> {
        write!(self.output, "{}", (self.told)(found))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use chohyo_engine::diag::Lang;

    use super::*;

    /// What came of some answers to questions about three cases `0`, `1` and `2`; the page of
    /// `1` cannot be opened, and `2` cannot be blessed.
    struct Outcome {
        count: usize,
        accepted: Vec<usize>,
        opened: Vec<String>,
        said: String,
    }

    fn answered(answers: &str, open: bool) -> Outcome {
        let (accepted, opened) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        let mut said = Vec::new();
        let mut walk = Walk {
            input: answers.as_bytes(),
            output: &mut said,
            open,
            question: "? ",
            look_first: "look first",
            show: &|page| {
                if page == Path::new("1.html") {
                    return Err(Diagnostic::warning("B014").arg("cause", "no browser"));
                }
                opened.borrow_mut().push(page.display().to_string());
                Ok(())
            },
            accept: &|index| {
                if index == 2 {
                    return Err(vec![Diagnostic::error("B102")]);
                }
                accepted.borrow_mut().push(index);
                Ok(())
            },
            told: &|found| render(found, Lang::En, Colour::Plain),
        };
        let step = |n| Step {
            name: format!("case {n}"),
            said: "  differs\n".to_owned(),
            page: format!("{n}.html").into(),
        };
        let count = walk.all(&[0, 1, 2].map(step)).expect("written");
        let said = String::from_utf8(said).expect("UTF-8");
        Outcome { count, accepted: accepted.into_inner(), opened: opened.into_inner(), said }
    }

    #[test]
    fn nothing_is_accepted_before_its_page_was_opened() {
        let unseen = answered("a\na\ns\na\nq\n", false);
        assert_eq!((unseen.count, unseen.accepted, unseen.opened), (0, vec![], vec![]));
        assert_eq!(unseen.said.matches("look first").count(), 3);
        let seen = answered("o\na\no\na\ns\ns\n", false);
        assert_eq!((seen.count, seen.accepted), (1, vec![0]));
        assert_eq!(seen.opened, ["0.html"], "an opened page does not stand for the next");
        assert!(seen.said.contains("B014") && seen.said.contains("look first"), "{}", seen.said);
    }

    #[test]
    fn a_page_that_opens_unasked_was_seen() {
        let outcome = answered("a\na\ns\ns\n", true);
        assert_eq!((outcome.count, outcome.accepted), (1, vec![0]));
        assert_eq!(outcome.opened, ["0.html", "2.html"]);
    }

    #[test]
    fn what_cannot_be_blessed_is_told_and_not_counted() {
        let outcome = answered("s\ns\na\nq\n", true);
        assert_eq!(outcome.count, 0);
        assert!(outcome.said.contains("B102"), "{}", outcome.said);
    }

    #[test]
    fn the_end_of_the_answers_and_q_end_the_walk() {
        for answers in ["", "q\n", "yes\n\nq\na\n"] {
            let outcome = answered(answers, true);
            assert_eq!((outcome.count, outcome.opened), (0, vec!["0.html".to_owned()]));
            assert!(
                outcome.said.contains("1/3  case 0\n  differs\n  0.html\n"),
                "{}",
                outcome.said
            );
            assert!(!outcome.said.contains("case 1"), "{answers}");
        }
    }
}
