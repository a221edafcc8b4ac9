//! The closed list of what the audit chain records.

use serde::{Deserialize, Serialize};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $words:literal;)+) => {
        /// Something a person did, as the audit chain names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            /// Every action.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$name),+];

            /// The word kept in the chain. Never changed once released.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The action in words, to follow a person's name.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$name => $words,)+ }
            }
        }
    };
}

actions! {
    /// A vault was created.
    CreateVault = "create_vault", "set up this store";
    /// A person unlocked it.
    Unlock = "unlock", "unlocked";
    /// A passphrase that did not open it; written at the next good unlock, with its own time.
    FailedUnlock = "failed_unlock", "tried a wrong passphrase";
    /// It was locked.
    Lock = "lock", "locked";
    /// Appearance or locking time was changed.
    SetPreferences = "set_preferences", "changed a setting";
    /// A case was opened on screen.
    ViewCase = "view_case", "looked at a case";
    /// Text was kept while it was typed. Named for permission; drafts make no audit entry.
    SaveDraft = "save_draft", "kept a draft";
    /// Both integrity checks and the chain were run.
    VerifyStore = "verify_store", "checked the store";
    /// A concern was recorded.
    RecordConcern = "record_concern", "recorded a concern";
    /// Concerns came in from a file.
    ImportConcerns = "import_concerns", "imported concerns";
    /// A case recorded by mistake went to the bin.
    RemoveCase = "remove_case", "removed a case";
    /// A case came back, or an import of concerns did.
    RestoreCase = "restore_case", "put a case back";
    /// A case's own fields were changed.
    AmendCase = "amend_case", "amended a case";
    /// The three questions were answered.
    AnswerQuestions = "answer_questions", "answered what changed";
    /// An event was added to a timeline.
    AddEvent = "add_event", "added to a timeline";
    /// An event was amended.
    AmendEvent = "amend_event", "amended a timeline entry";
    /// An event went to the bin.
    RemoveEvent = "remove_event", "removed a timeline entry";
    /// An event came back.
    RestoreEvent = "restore_event", "put a timeline entry back";
    /// An action was recorded.
    AddAction = "add_action", "recorded an action";
    /// An action was amended.
    AmendAction = "amend_action", "amended an action";
    /// An action went to the bin.
    RemoveAction = "remove_action", "removed an action";
    /// An action came back.
    RestoreAction = "restore_action", "put an action back";
    /// A part of a case was recorded: an allegation, a decision, a duty and the like.
    AddPart = "add_part", "recorded part of a case";
    /// A part was amended.
    AmendPart = "amend_part", "amended part of a case";
    /// A part went to the bin.
    RemovePart = "remove_part", "removed part of a case";
    /// A part came back.
    RestorePart = "restore_part", "put part of a case back";
    /// A file was added to a case's evidence.
    AddEvidence = "add_evidence", "added a file to the evidence";
    /// A file was looked at in the window.
    ViewEvidence = "view_evidence", "looked at a file of the evidence";
    /// A copy of a file left the program.
    ExportEvidence = "export_evidence", "saved a copy of a file of the evidence";
    /// A case was closed, reopened or otherwise moved by hand.
    MoveCase = "move_case", "moved a case to another stage";
    /// Somebody was added to the people a service knows.
    AddPerson = "add_person", "added a person";
    /// What is known of somebody was amended.
    AmendPerson = "amend_person", "amended a person";
    /// Somebody recorded twice was made one.
    MergePeople = "merge_people", "merged two records of one person";
    /// They were made two again.
    UnmergePeople = "unmerge_people", "took two people apart again";
    /// Cases of one enquiry were put together, taken apart, or their group was named.
    SetGroup = "set_group", "changed a group of cases";
    /// A paper of a case left the program: its chronology or the report of the enquiry.
    ExportPaper = "export_paper", "saved a paper of a case";
    /// A row of a list was added, changed or retired.
    SetReference = "set_reference", "changed a list";
    /// A measure was defined.
    AddMeasure = "add_measure", "added a measure";
    /// A measure's baseline or change date was declared anew.
    AmendMeasure = "amend_measure", "changed a measure's settings";
    /// A period of a measure was left out, or counted again.
    ExcludePeriod = "exclude_period", "left a period out of a measure";
    /// A chart's limits were worked out anew.
    RecalculateLimits = "recalculate_limits", "worked out a chart's limits anew";
    /// Verdicts were worked out.
    Evaluate = "evaluate", "worked out verdicts";
    /// Scores, answers or results of people were entered.
    EnterScores = "enter_scores", "entered scores";
    /// Scores, answers or results went to the bin.
    RemoveScores = "remove_scores", "removed scores";
    /// They came back.
    RestoreScores = "restore_scores", "put scores back";
    /// What is known of the reporting behind a measure was entered.
    SetReporting = "set_reporting", "recorded how a measure is reported";
    /// A measure's picture or numbers left the program.
    ExportMeasure = "export_measure", "copied or saved a measure's picture or numbers";
    /// A measure was linked to a case.
    LinkMeasure = "link_measure", "linked a measure to a case";
    /// A measure was unlinked.
    UnlinkMeasure = "unlink_measure", "unlinked a measure from a case";
    /// Counts were typed.
    EnterCounts = "enter_counts", "entered counts";
    /// A period was annotated.
    AnnotatePeriod = "annotate_period", "annotated a period";
    /// Counts came in from a file.
    ImportCounts = "import_counts", "imported counts";
    /// A file was refused.
    RefusedImport = "refused_import", "tried an import that was refused";
    /// An import was undone.
    UndoImport = "undo_import", "undid an import";
    /// A pack was made.
    BuildPack = "build_pack", "made an evidence pack";
    /// A pack left the program.
    ExportPack = "export_pack", "saved an evidence pack as a file";
    /// A case's picture left the program.
    ExportPicture = "export_picture", "saved the picture of a case as a file";
}

impl Action {
    /// The action with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_its_own_and_reads_back() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(action));
        }
    }
}
