import {
  CallError,
  call,
  commands,
  toCallError,
  type ChosenPlace,
  type NewService,
  type PassphraseStrength,
  type ServiceKind,
  type SessionView,
} from "$lib/ipc";

export const serviceKinds: { value: ServiceKind; label: string }[] = [
  { value: "homecare", label: "Homecare" },
  { value: "care_home", label: "Care home" },
  { value: "supported_living", label: "Supported living" },
  { value: "nursing", label: "Nursing home" },
];

type ServiceEntry = NewService & { id: number };

export type SetUpState = { name: "typing" } | { name: "working" } | { name: "refused"; error: CallError };

/** Something on the form that is missing, said before anything is asked of the program. */
function missing(field: string, message: string): CallError {
  return CallError.ofForm([{ field, message }]);
}

/** The form that sets up a provider and its services. */
export class SetUp {
  provider = $state("");
  services = $state<ServiceEntry[]>([{ id: 0, name: "", kind: "homecare" }]);
  userLabel = $state("");
  passphrase = $state("");
  again = $state("");
  place = $state.raw<ChosenPlace | null>(null);
  strength = $state.raw<PassphraseStrength | null>(null);
  state = $state.raw<SetUpState>({ name: "typing" });

  #nextId = 1;
  #asked = 0;

  addService(): void {
    this.services.push({ id: this.#nextId++, name: "", kind: this.services.at(-1)?.kind ?? "homecare" });
  }

  removeService(id: number): void {
    this.services = this.services.filter((service) => service.id !== id);
  }

  /** What is wrong with one field, by its name on the wire; `services[1].name` for one in a list. */
  errorFor(field: string): string | null {
    return this.state.name === "refused" && this.state.error.field === field
      ? this.state.error.message
      : null;
  }

  /** A refusal that belongs to no field shown. */
  get otherError(): CallError | null {
    if (this.state.name !== "refused") return null;
    const field = this.state.error.field;
    const shown = ["provider", "user_label", "passphrase", "again", "place", "services"];
    return field && (shown.includes(field) || field.startsWith("services[")) ? null : this.state.error;
  }

  /** Asks how hard the passphrase is to guess; only the answer to the newest question counts. */
  async weigh(): Promise<void> {
    const asked = ++this.#asked;
    if (this.passphrase === "") {
      this.strength = null;
      return;
    }
    try {
      const strength = await call(commands.passphraseStrength(this.passphrase, this.userLabel));
      if (asked === this.#asked) this.strength = strength;
    } catch {
      // The program weighs it again when the service is set up, and says there what is wrong.
      if (asked === this.#asked) this.strength = null;
    }
  }

  async choosePlace(): Promise<void> {
    try {
      const chosen = await call(commands.choosePlace());
      if (chosen) this.place = chosen;
    } catch (thrown) {
      this.state = { name: "refused", error: toCallError(thrown) };
    }
  }

  /** Creates the service. Returns the session when it is there. */
  async create(): Promise<SessionView | null> {
    if (this.state.name === "working") return null;
    const gap = this.#firstGap();
    if (gap) {
      this.state = { name: "refused", error: gap };
      return null;
    }
    this.state = { name: "working" };
    try {
      const view = await call(
        commands.createVault({
          provider: this.provider.trim(),
          services: this.services.map(({ name, kind }) => ({ name: name.trim(), kind })),
          user_label: this.userLabel.trim(),
          passphrase: this.passphrase,
          place: this.place?.token ?? null,
        }),
      );
      this.passphrase = "";
      this.again = "";
      return view;
    } catch (thrown) {
      this.state = { name: "refused", error: toCallError(thrown) };
      return null;
    }
  }

  #firstGap(): CallError | null {
    if (!this.provider.trim()) return missing("provider", "Type the provider's name, as it is registered.");
    const unnamed = this.services.findIndex((service) => !service.name.trim());
    if (unnamed >= 0)
      return missing(`services[${unnamed}].name`, "Give the service a name, or take it off the list.");
    if (!this.userLabel.trim()) return missing("user_label", "Type your name or job title.");
    if (!this.passphrase) return missing("passphrase", "Choose a passphrase.");
    if (this.again !== this.passphrase) return missing("again", "The two are not the same. Type it again.");
    return null;
  }
}
