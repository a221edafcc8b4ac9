import { CaseActions } from "$features/actions";
import { CaseView } from "$features/case";
import { CaseClocks } from "$features/clocks";
import { CaseDuties } from "$features/duties";
import { GroupMembership } from "$features/groups";
import { Bin, CaseHistory } from "$features/history";
import { CaseParts, ofCase } from "$features/parts";
import { CaseLike } from "$features/similar";
import { Timeline } from "$features/timeline";

/** Everything the screen of one case holds. What is recorded in one place shows in others and moves the case. */
export class CaseRoom {
  readonly view: CaseView;
  readonly parts: CaseParts;
  readonly timeline: Timeline;
  readonly actions: CaseActions;
  readonly clocks: CaseClocks;
  readonly duties: CaseDuties;
  readonly history: CaseHistory;
  readonly bin: Bin;
  readonly like: CaseLike;
  readonly membership: GroupMembership;

  /** Moves on with every change: a tab that is shown reads anew what it alone shows. */
  changes = $state(0);

  constructor(
    readonly id: string,
    mayMove: boolean,
  ) {
    this.view = new CaseView(id);
    this.parts = new CaseParts(ofCase(id, mayMove), this.reload);
    this.timeline = new Timeline(id, this.reload);
    this.actions = new CaseActions(id, this.reload);
    this.clocks = new CaseClocks(id);
    this.duties = new CaseDuties(id, this.reload);
    this.history = new CaseHistory(id);
    this.bin = new Bin(this.history);
    this.like = new CaseLike(id);
    this.membership = new GroupMembership(id, this.reload);
  }

  /** The page and its parts are read together. */
  reload = (): void => {
    this.view.reload();
    this.parts.load();
    this.changes++;
  };
}
