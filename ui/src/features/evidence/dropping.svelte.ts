import { onDragLeft, onFilesDragged, onFilesDropped, type ChosenDocument } from "$lib/ipc";
import { isOn, nothingCame, saidOfDrop, type Box } from "./drop-words";

/** How long the program may take to say which files a drop brought. */
const patienceMs = 800;

/** A box on which files are dropped. The program itself takes the drop; the page hears what came of it. */
export class Dropping {
  /** Files are held over the box. */
  isOver = $state(false);
  /** Why a drop added nothing. */
  said = $state<string | null>(null);

  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly box: () => Box | null,
    private readonly ondropped: (files: ChosenDocument[]) => void,
  ) {}

  /** Hears of drags and drops until the returned function is called. */
  follow(): () => void {
    const stops = [
      onFilesDragged((at) => {
        const box = this.box();
        this.isOver = box !== null && isOn(box, at);
      }),
      onDragLeft(() => (this.isOver = false)),
      onFilesDropped((dropped) => {
        this.#settled();
        const box = this.box();
        if (box === null) return;
        this.said = saidOfDrop(dropped, box);
        if (this.said === null) this.ondropped(dropped.files);
      }),
    ];
    return () => {
      this.#settled();
      for (const stop of stops) stop();
    };
  }

  /**
   * The page itself was given a drop: the program had not taken it. Unless the program says within a second what came
   * of it, nothing did.
   */
  droppedOnPage = (): void => {
    this.#settled();
    this.#waiting = setTimeout(() => (this.said = nothingCame), patienceMs);
  };

  /** Something else was done since; what was said of an earlier drop is out of date. */
  forget(): void {
    this.#settled();
    this.said = null;
  }

  #settled(): void {
    clearTimeout(this.#waiting);
    this.isOver = false;
  }
}
