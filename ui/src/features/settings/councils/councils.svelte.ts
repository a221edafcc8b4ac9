import { call, commands, toCallError, type CallError, type ProfileRow } from "$lib/ipc";
import { toasts } from "$lib/kit";
import { AsyncState } from "$lib/state/async.svelte";
import type { ProfileForm } from "./profile-form.svelte";

/** The councils whose targets are kept: examples, and the provider's own. */
export class Councils {
  readonly rows = new AsyncState<ProfileRow[]>();
  /** Why the last change that belongs to no form did not happen. */
  problem = $state.raw<CallError | null>(null);

  load = (): void => void this.rows.load(() => call(commands.authoritiesList()));

  /** Keeps the profile; throws the refusal, which belongs to the form. */
  async save(form: ProfileForm): Promise<void> {
    this.rows.set(await call(commands.authoritySave(form.draft())));
    toasts.show(`The targets of ${form.authority.trim()} are kept.`);
  }

  /** Lets a form meet the profile as it stands now; the list is brought up to date with it. */
  async meetNewest(form: ProfileForm): Promise<void> {
    const rows = await call(commands.authoritiesList());
    const newest = rows.find((row) => row.code === form.code);
    if (newest) form.meet(newest);
    this.rows.set(rows);
  }

  /** Stops using a profile, or uses it again, with a way back. */
  async retire(profile: ProfileRow, retired: boolean): Promise<CallError | null> {
    this.problem = null;
    try {
      this.rows.set(await call(commands.authorityRetire(profile.code, retired)));
      toasts.show(
        retired ? `${profile.authority}: no longer used.` : `${profile.authority}: used again.`,
        () => this.retire(profile, !retired),
        retired ? "Use again" : "Stop using",
      );
    } catch (thrown) {
      this.problem = toCallError(thrown);
    }
    return this.problem;
  }
}
