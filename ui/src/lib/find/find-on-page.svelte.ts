import { mark, unmark } from "./marks";
import { rangesOf } from "./page-text";
import { stepped } from "./places";

/** How long the page must stand still before it is read anew, in milliseconds. */
const settles = 120;

/** Finds in what the screen shows: how often it is there, and each place in turn. */
export class FindOnPage {
  isOpen = $state(false);
  text = $state("");
  count = $state(0);
  /** The place of the match that is shown, from 0. */
  at = $state<number | null>(null);
  /** Counts the requests for the field, which takes the focus anew at each. */
  asked = $state(0);

  #ranges: Range[] = [];
  #before: HTMLElement | null = null;
  #observer: MutationObserver | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `root` gives what is searched: the page as it is now. */
  constructor(private readonly root: () => Element | null) {}

  /** Opens the bar, or gives its field the focus again. What is selected on the page is looked for. */
  ask(): void {
    const selected = String(getSelection() ?? "").trim();
    if (!this.isOpen) {
      this.#before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    }
    this.#open(selected !== "" && selected.length < 100 ? selected : this.text);
    this.asked++;
  }

  /** Shows where words stand on a screen that was just opened for them; the focus stays where it is. */
  showOn(words: string): void {
    this.#before = null;
    this.#open(words);
  }

  #open(text: string): void {
    this.isOpen = true;
    this.text = text;
    document.documentElement.dataset.finding = "";
    this.#watch();
    this.look();
  }

  /** Takes what was typed. */
  look(): void {
    this.at = null;
    this.#read();
    this.step(1);
  }

  /** Goes to the next match, or the one before. */
  step(by: 1 | -1): void {
    this.at = stepped(this.at, this.#ranges.length, by);
    this.#draw();
    this.#reveal();
  }

  /** Closes the bar and takes the marks away. The focus goes back to where it was. */
  close(): void {
    if (!this.isOpen) return;
    this.forget();
    if (this.#before?.isConnected) this.#before.focus({ preventScroll: true });
    this.#before = null;
  }

  /** Closes it because the screen goes. */
  forget(): void {
    this.isOpen = false;
    this.count = 0;
    this.at = null;
    this.#ranges = [];
    clearTimeout(this.#timer);
    this.#observer?.disconnect();
    this.#observer = null;
    delete document.documentElement.dataset.finding;
    unmark();
  }

  #read(): void {
    const root = this.root();
    this.#ranges = root ? rangesOf(root, this.text) : [];
    this.count = this.#ranges.length;
  }

  #draw(): void {
    mark(this.#ranges, this.at === null ? null : (this.#ranges[this.at] ?? null));
  }

  /** The page changed under the marks: they are set anew, and the one that is shown stays the same in number. */
  #again = (): void => {
    const { at } = this;
    this.#read();
    if (at === null) this.step(1);
    else {
      this.at = this.count === 0 ? null : Math.min(at, this.count - 1);
      this.#draw();
    }
  };

  #watch(): void {
    const root = this.root();
    this.#observer?.disconnect();
    if (!root) return;
    this.#observer = new MutationObserver(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#again, settles);
    });
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
  }

  #reveal(): void {
    const range = this.at === null ? null : this.#ranges[this.at];
    if (!range) return;
    const node = range.startContainer;
    const element = node instanceof Element ? node : node.parentElement;
    // A row of a table scrolls in the table as well as with the page.
    element?.scrollIntoView({ block: "nearest" });
    const { top, bottom } = range.getBoundingClientRect();
    const middle = (top + bottom) / 2 - window.innerHeight / 2;
    if (top < window.innerHeight * 0.2 || bottom > window.innerHeight * 0.85)
      window.scrollBy({ top: middle });
  }
}
