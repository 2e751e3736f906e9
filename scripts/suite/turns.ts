/** Lets several speak at once so that what each says stays together: who began first is heard at once, the others when those before them are done. */
export class Turns {
  readonly #speakers: Speaker[] = [];

  /** @param write takes what is heard */
  constructor(private readonly write: (text: string) => void) {}

  /** Somebody begins; speaks with `say`, and lets the next one be heard with `end`. */
  begin(): { readonly say: (text: string) => void; readonly end: () => void } {
    const speaker: Speaker = { kept: [], ended: false };
    this.#speakers.push(speaker);
    return {
      say: (text) => {
        speaker.kept.push(text);
        this.#flush();
      },
      end: () => {
        speaker.ended = true;
        this.#flush();
      },
    };
  }

  #flush(): void {
    for (let first = this.#speakers[0]; first !== undefined; first = this.#speakers[0]) {
      for (const text of first.kept.splice(0)) this.write(text);
      if (!first.ended) return;
      this.#speakers.shift();
    }
  }
}

interface Speaker {
  /** What was said and is not heard yet. */
  readonly kept: string[];
  ended: boolean;
}
