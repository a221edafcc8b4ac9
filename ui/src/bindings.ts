// The commands and events of the program, as the window calls them.

import { invoke as __TAURI_INVOKE } from "@tauri-apps/api/core";
import { listen as __listen, type EventCallback, type UnlistenFn } from "@tauri-apps/api/event";

export type Outcome<T> = { status: "ok"; data: T } | { status: "error"; error: CommandError };
export type CommandError = { code: ErrorCode; message: string /* a full plain sentence or two: what happened, what is safe, what to do */; field: string | null; wait_seconds: number | null; choices: string[] /* e.g. for time_happens_twice */ };
export type ErrorCode = "wrong_passphrase" | "wait" | "locked" | "not_found" | "forbidden" | "conflict" | "invalid" | "time_happens_twice" | "time_never_happens" | "vault_missing" | "vault_damaged" | "vault_newer" | "vault_in_use" | "vault_read_only" | "not_a_vault" | "disk_full" | "key_file_older" | "file_unreadable" | "cannot_write_file" | "must_ask" | "not_available_here" | "cancelled" | "internal";

// ---------- launch, lock ----------
export type AppStatus = { state: "first_run" | "locked" | "open" | "preparing_demonstration"; face: VaultFace | null; other_places: PlaceRow[]; version: string; default_place: string /* shown text */; start_in_demonstration: boolean; problem: CommandError | null /* the remembered vault cannot be opened */ };
export type VaultFace = { labels: string[]; demonstration: boolean; folder: string; failures: number; wait_seconds: number; passphrase_shown: string | null /* demonstration only */ };
export type PlaceRow = { token: string; folder: string; demonstration: boolean; present: boolean };
export type ChosenPlace = { token: string; shown: string; warning: string | null /* OneDrive, removable, network */ };
export type ServiceKind = "homecare" | "care_home" | "supported_living" | "nursing";
export type NewService = { name: string; kind: ServiceKind };
export type NewVault = { provider: string; services: NewService[]; user_label: string; passphrase: string; place: string | null /* token from choose_place, null = default */ };
export type Strength = { enough: boolean; score: number /* 0-4 */; message: string };
export type Theme = "system" | "light" | "dark";
export type SessionView = { user_label: string; provider: string; services: ServiceRow[]; demonstration: boolean; band: string | null /* "Demonstration: invented people; today is Wednesday 25 November 2026" */; today: string /* 2026-11-25 */; now_text: string; folder: string; preferences: Preferences; may: Permissions; notices: string[] /* said once after unlock: failed tries since, restored drafts, ... */ };
export type ServiceRow = { id: string; name: string; kind: ServiceKind; kind_label: string };
export type Preferences = { idle_minutes: number /* 5-30 */; zoom: number /* 80-200 */; theme: Theme };
export type Permissions = { record: boolean; build_packs: boolean; administer: boolean };

// ---------- drafts ----------
export type SavedAt = { at: string /* "10:42" */ };
export type Draft = { key: string; body: string /* JSON of the form */; saved: string /* "10:42" or "7 Feb, 10:42" */; based_on: number | null };
export type DraftRow = { key: string; label: string; saved: string; preview: string };

// ---------- time ----------
export type Precision = "exact" | "date" | "about";
export type WhenInput = { date: string /* as typed: 07/02/2026, 7 Feb 2026, 2026-02-07 */; time: string | null /* as typed: 13:05, 1305, 1.05pm; null/"" = date only */; offset_min: number | null /* 60 BST or 0 GMT, only to answer time_happens_twice */; about: boolean };
export type WhenView = { date: string /* ISO */; time: string | null /* HH:MM */; offset_min: number | null; precision: Precision; text: string /* "7 February 2026, 13:05" or with "(BST)" where ambiguous */; short: string /* "7 Feb" */ };

// ---------- cases ----------
export type CaseRow = { id: string; reference: string; title: string; service: string; who: string /* "Edna Rowe" | "Not known yet" */; aware: WhenView; state: string; state_label: string; open: boolean; lead_measure: string | null; last_entry: string /* "2 days ago" */ };
export type NewConcern = { service_id: string; what: string; who: string | null /* null = not known yet */; aware: WhenInput; title: string | null; draft_key: string | null };
export type CasePage = {
  id: string; reference: string; rev: number; title: string; service: ServiceRow; who: string | null; state: string; state_label: string;
  aware: WhenView; recorded: string; first_account: string; first_account_recorded: string;
  clocks: { label: string; value: string; detail: string }[];
  chain: ChainLink[];
  figure: FigureView; comparison: ComparisonView | null; phases: PhaseRow[];
  questions: QuestionsView;
  events: EventRow[]; actions: ActionRow[]; measures: CaseMeasureRow[]; gaps: GapRow[];
  may_edit: boolean;
};
export type ChainLink = { key: "concern" | "decision" | "finding" | "actions" | "change" | "sustained"; label: string; text: string; state: "done" | "current" | "gap"; opens: GapFix | null };
export type GapFix = "add_event_decision" | "add_event_finding" | "add_action" | "link_measure" | "answer_questions" | "add_check" | "enter_counts" | "add_event_referral" | "add_event_cqc";
export type GapRow = { text: string; button: string; opens: GapFix };
export type FigureView = { svg: string; title: string; table: FigureTable[]; range_text: string };
export type FigureTable = { caption: string; columns: string[]; rows: string[][] };
export type ComparisonView = { sentence: string; order_of_events: string | null; interval_label: string /* "exact; not yet widened for uneven weeks" */; caveats: string[]; working: WorkingRow[]; happened_after: string };
export type WorkingRow = { label: string; value: string };
export type PhaseRow = { label: string; from_to: string; periods: number; counts: string /* "162 / 17,623" */; rate: string; against_baseline: string | null };
export type QuestionsView = { rev: number; what_changed: string; how_risk_reduced: string; how_learning_embedded: string };
export type CaseMeasureRow = { id: string; code: string; name: string; lead: boolean };
export type CaseAmend = { title: string | null; who: string | null; aware: WhenInput | null; reason: string };

// ---------- timeline ----------
export type Lane = "case" | "agencies" | "actions" | "checks";
export type EventKind = "note" | "referral" | "cqc_notification" | "family_told" | "la_decision" | "finding" | "outcomes_meeting" | "la_closure" | "check";
export type EventDraft = { lane: Lane; kind: EventKind; when: WhenInput; text: string; agency: string | null };
export type EventRow = { id: string; rev: number; lane: Lane; kind: EventKind; kind_label: string; when: WhenView; recorded: string /* "7 February 2026, 14:41" */; recorded_late: string | null /* "recorded 3 days later" */; by: string; text: string; agency: string | null; amended: boolean; removed: boolean };
export type HistoryRow = { rev: number; recorded: string; by: string; reason: string | null; text: string; when: string };

// ---------- actions ----------
export type Progress = "not_started" | "in_progress" | "done" | "superseded";
export type Strength3 = "strong" | "medium" | "weak";
export type InPractice = "yes" | "partly" | "no";
export type ActionDraft = { title: string; owner: string; due: string | null /* as typed */; go_live: string | null /* as typed; becomes a change marker */; marker_label: string | null; strength: Strength3; progress: Progress; verified: { by: string; on: string; in_practice: InPractice } | null; measure_ids: string[] };
export type ActionRow = { id: string; rev: number; reference: string; title: string; owner: string; due: string | null; due_iso: string | null; go_live: string | null; go_live_iso: string | null; marker_label: string | null; strength: Strength3; strength_label: string; progress: Progress; progress_label: string; verified: { by: string; on: string; on_iso: string; in_practice: InPractice; text: string } | null; removed: boolean };

// ---------- measures ----------
export type Direction = "lower" | "higher" | "watch";
export type Every = "day" | "week" | "month" | "quarter";
export type IndicatorRow = { code: string; name: string; numerator: string; denominator: string | null; unit: string; direction: Direction; direction_label: string; every: Every; kind: "count" | "proportion" | "score" | "duration"; help: string; source: string; computed: string | null /* for indicators Evident computes from the cases itself: says so */ ; suits: ServiceKind[] };
export type MeasureRow = { id: string; code: string; name: string; service: string; unit: string; direction: Direction; direction_label: string; every: Every; entered: number; last_period: string | null; latest: string | null; svg: string /* small multiple */; summary: string };
export type NewMeasure = { service_id: string; indicator: string; every: Every | null; baseline_from: string | null; baseline_to: string | null; change_on: string | null; case_id: string | null; lead: boolean };
export type MeasureSettings = { baseline_from: string | null; baseline_to: string | null; change_on: string | null; reason: string };
export type MeasurePage = { id: string; rev: number; code: string; name: string; service: ServiceRow; definition: string; unit: string; direction_label: string; every: Every; numerator: string; denominator: string | null; figure: FigureView; comparison: ComparisonView | null; phases: PhaseRow[]; signals: { on: string; text: string }[]; settings: { baseline_from: string | null; baseline_to: string | null; change_on: string | null }; cases: CaseRow[]; batches: BatchRow[]; computed: string | null };
export type Grid = { measure_id: string; every: Every; events_label: string; exposure_label: string | null; rows: GridRow[]; earlier: string | null /* token date to ask for earlier rows */; later: string | null };
export type GridRow = { start: string /* ISO */; label: string /* "27 Oct 2025" */; events: string; exposure: string; note: string; state: "entered" | "empty" | "not_finished" };
export type GridEdit = { start: string; events: string; exposure: string; note: string };
export type GridSaved = { saved: number; problems: { start: string; column: "events" | "exposure" | "note"; message: string }[]; at: string };
export type GridPaste = { edits: GridEdit[]; problems: { row: number; column: string; content: string; message: string }[]; question: string | null };

// ---------- import ----------
export type ImportFile = { token: string; name: string; size_text: string };
export type ImportPreview = { token: string; header: string[]; sample: string[][]; row_count: number; sheet: string | null; sheets: { name: string; hidden: boolean }[]; notes: string[]; mapping: ImportMapping; why: string[] /* one per column guessed */; question: ImportQuestion | null };
export type ImportMapping = { start: number | null; events: number | null; exposure: number | null; date_order: "day_first" | "month_first" | "year_first" | null; dates_are_week_ending: boolean };
export type ImportQuestion = { text: string; choices: { value: string; label: string }[] };
export type DryRunView = { coming_in: DryRow[]; coming_in_count: number; not_coming_in: { row: number; column: string; content: string; reason: string }[]; not_coming_in_count: number; already_here_count: number; warnings: string[]; question: ImportQuestion | null; totals: string /* "52 weeks, 262 missed visits in 62,716 planned visits" */ };
export type DryRow = { row: number; period: string; events: string; exposure: string };
export type BatchRow = { id: string; file_name: string; rows: number; imported: string; by: string; undone: string | null };
export type UndoView = { removed: number; kept: { period: string; events: string; exposure: string; why: string }[] };

// ---------- packs ----------
export type AudienceRow = { code: string; label: string; sees: string /* who is named, in words */; available: boolean };
export type PackContents = { title: string; sections: { heading: string; text: string }[]; not_shown: string[]; warnings: string[]; naming: string };
export type NewPack = { case_id: string; audience: string; recipient: string; purpose: string; basis: string };
export type PackRow = { number: string; made: string; by: string; audience: string; audience_label: string; recipient: string; purpose: string; case_reference: string; sha256: string; pages: number; size_text: string };
export type SavedFile = { token: string; shown: string };

// ---------- settings ----------
export type DataPlace = { folder: string; files: { name: string; what: string; size_text: string }[]; encryption: string; audit_entries: number; head: string };
export type VerifyReport = { ok: boolean; lines: string[] };
export type ActivityRow = { seq: number; when: string; by: string; action: string; subject: string };

async function run<T>(command: string, args?: Record<string, unknown>): Promise<Outcome<T>> {
  try {
    return { status: "ok", data: await __TAURI_INVOKE<T>(command, args) };
  } catch (error) {
    if (error instanceof Error) throw error;
    return { status: "error", error: error as CommandError };
  }
}

export const commands = {
  appStatus(): Promise<Outcome<AppStatus>> { return run<AppStatus>("app_status"); },
  choosePlace(): Promise<Outcome<ChosenPlace | null>> { return run<ChosenPlace | null>("choose_place"); },
  chooseExisting(): Promise<Outcome<AppStatus | null>> { return run<AppStatus | null>("choose_existing"); },
  forgetPlace(token: string): Promise<Outcome<AppStatus>> { return run<AppStatus>("forget_place", { token }); },
  usePlace(token: string): Promise<Outcome<AppStatus>> { return run<AppStatus>("use_place", { token }); },
  passphraseStrength(passphrase: string, label: string): Promise<Outcome<Strength>> { return run<Strength>("passphrase_strength", { passphrase, label }); },
  createVault(form: NewVault): Promise<Outcome<SessionView>> { return run<SessionView>("create_vault", { form }); },
  openDemonstration(): Promise<Outcome<SessionView>> { return run<SessionView>("open_demonstration"); },
  unlock(label: string, passphrase: string): Promise<Outcome<SessionView>> { return run<SessionView>("unlock", { label, passphrase }); },
  lock(): Promise<Outcome<null>> { return run<null>("lock"); },
  session(): Promise<Outcome<SessionView>> { return run<SessionView>("session"); },
  noteActivity(): Promise<Outcome<null>> { return run<null>("note_activity"); },
  setPreferences(p: Preferences): Promise<Outcome<Preferences>> { return run<Preferences>("set_preferences", { p }); },
  draftSave(key: string, basedOn: number | null, body: string): Promise<Outcome<SavedAt>> { return run<SavedAt>("draft_save", { key, basedOn, body }); },
  draftLoad(key: string): Promise<Outcome<Draft | null>> { return run<Draft | null>("draft_load", { key }); },
  draftDiscard(key: string): Promise<Outcome<null>> { return run<null>("draft_discard", { key }); },
  draftsList(): Promise<Outcome<DraftRow[]>> { return run<DraftRow[]>("drafts_list"); },
  casesList(): Promise<Outcome<CaseRow[]>> { return run<CaseRow[]>("cases_list"); },
  caseRecord(form: NewConcern): Promise<Outcome<CaseRow>> { return run<CaseRow>("case_record", { form }); },
  casePage(id: string, width: number): Promise<Outcome<CasePage>> { return run<CasePage>("case_page", { id, width }); },
  caseAmend(id: string, rev: number, form: CaseAmend): Promise<Outcome<CasePage>> { return run<CasePage>("case_amend", { id, rev, form }); },
  questionsSave(caseId: string, rev: number, form: QuestionsView): Promise<Outcome<QuestionsView>> { return run<QuestionsView>("questions_save", { caseId, rev, form }); },
  eventAdd(caseId: string, form: EventDraft): Promise<Outcome<EventRow>> { return run<EventRow>("event_add", { caseId, form }); },
  eventAmend(id: string, rev: number, form: EventDraft, reason: string): Promise<Outcome<EventRow>> { return run<EventRow>("event_amend", { id, rev, form, reason }); },
  eventRemove(id: string, rev: number): Promise<Outcome<EventRow>> { return run<EventRow>("event_remove", { id, rev }); },
  eventRestore(id: string, rev: number): Promise<Outcome<EventRow>> { return run<EventRow>("event_restore", { id, rev }); },
  eventHistory(id: string): Promise<Outcome<HistoryRow[]>> { return run<HistoryRow[]>("event_history", { id }); },
  actionAdd(caseId: string, form: ActionDraft): Promise<Outcome<ActionRow>> { return run<ActionRow>("action_add", { caseId, form }); },
  actionAmend(id: string, rev: number, form: ActionDraft, reason: string | null): Promise<Outcome<ActionRow>> { return run<ActionRow>("action_amend", { id, rev, form, reason }); },
  actionRemove(id: string, rev: number): Promise<Outcome<ActionRow>> { return run<ActionRow>("action_remove", { id, rev }); },
  actionRestore(id: string, rev: number): Promise<Outcome<ActionRow>> { return run<ActionRow>("action_restore", { id, rev }); },
  indicatorsList(): Promise<Outcome<IndicatorRow[]>> { return run<IndicatorRow[]>("indicators_list"); },
  measuresList(): Promise<Outcome<MeasureRow[]>> { return run<MeasureRow[]>("measures_list"); },
  measureAdd(form: NewMeasure): Promise<Outcome<MeasureRow>> { return run<MeasureRow>("measure_add", { form }); },
  measurePage(id: string, width: number): Promise<Outcome<MeasurePage>> { return run<MeasurePage>("measure_page", { id, width }); },
  measureSettings(id: string, rev: number, form: MeasureSettings): Promise<Outcome<null>> { return run<null>("measure_settings", { id, rev, form }); },
  measureLink(caseId: string, measureId: string, lead: boolean): Promise<Outcome<null>> { return run<null>("measure_link", { caseId, measureId, lead }); },
  measureUnlink(caseId: string, measureId: string): Promise<Outcome<null>> { return run<null>("measure_unlink", { caseId, measureId }); },
  gridLoad(measureId: string, around: string | null): Promise<Outcome<Grid>> { return run<Grid>("grid_load", { measureId, around }); },
  gridPaste(measureId: string, start: string, column: "start" | "events" | "exposure", text: string): Promise<Outcome<GridPaste>> { return run<GridPaste>("grid_paste", { measureId, start, column, text }); },
  gridSave(measureId: string, edits: GridEdit[]): Promise<Outcome<GridSaved>> { return run<GridSaved>("grid_save", { measureId, edits }); },
  importChoose(): Promise<Outcome<ImportFile | null>> { return run<ImportFile | null>("import_choose"); },
  importOpen(token: string, measureId: string, sheet: string | null): Promise<Outcome<ImportPreview>> { return run<ImportPreview>("import_open", { token, measureId, sheet }); },
  importCheck(token: string, measureId: string, mapping: ImportMapping): Promise<Outcome<DryRunView>> { return run<DryRunView>("import_check", { token, measureId, mapping }); },
  importCommit(token: string, measureId: string, mapping: ImportMapping): Promise<Outcome<BatchRow>> { return run<BatchRow>("import_commit", { token, measureId, mapping }); },
  importUndo(batchId: string, includingCorrected: boolean): Promise<Outcome<UndoView>> { return run<UndoView>("import_undo", { batchId, includingCorrected }); },
  audiencesList(): Promise<Outcome<AudienceRow[]>> { return run<AudienceRow[]>("audiences_list"); },
  packContents(caseId: string, audience: string): Promise<Outcome<PackContents>> { return run<PackContents>("pack_contents", { caseId, audience }); },
  packBuild(form: NewPack): Promise<Outcome<PackRow>> { return run<PackRow>("pack_build", { form }); },
  packsList(): Promise<Outcome<PackRow[]>> { return run<PackRow[]>("packs_list"); },
  packSave(number: string): Promise<Outcome<SavedFile | null>> { return run<SavedFile | null>("pack_save", { number }); },
  packOpen(token: string): Promise<Outcome<null>> { return run<null>("pack_open", { token }); },
  dataPlace(): Promise<Outcome<DataPlace>> { return run<DataPlace>("data_place"); },
  showDataFolder(): Promise<Outcome<null>> { return run<null>("show_data_folder"); },
  verifyStore(): Promise<Outcome<VerifyReport>> { return run<VerifyReport>("verify_store"); },
  activityList(before: number | null): Promise<Outcome<ActivityRow[]>> { return run<ActivityRow[]>("activity_list", { before }); },
};

export type LockComing = { seconds: number };
export type Locked = Record<string, never>;
export type DemonstrationProgress = { done: number; total: number; text: string };
export type ImportProgress = { done: number; total: number };

function event<T>(name: string) {
  return { listen: (callback: EventCallback<T>): Promise<UnlistenFn> => __listen<T>(name, callback) };
}

export const events = {
  lockComing: event<LockComing>("lock-coming"),
  locked: event<Locked>("locked"),
  demonstrationProgress: event<DemonstrationProgress>("demonstration-progress"),
  importProgress: event<ImportProgress>("import-progress"),
};
