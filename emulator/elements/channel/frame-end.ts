import { readEnvelope, type Contract, type Envelope } from './messages';

type Handlers<C extends Contract> = {
  [N in keyof C['requests']]: (
    ask: C['requests'][N]['ask'],
  ) => C['requests'][N]['answer'] | Promise<C['requests'][N]['answer']>;
};

/** What a page may ask of a form that is still loading: it is done once the form is there. */
const waitsForInit: ReadonlySet<string> = new Set([
  'updateGroup',
  'updateElement',
  'refresh',
  'collapse',
  'focus',
  'blur',
  'clear',
]);

/**
 * A frame's end of the line to the page that opened it. Listens to its parent window alone, on the
 * origin its address names; where the browser tells who really embeds it, the two must agree.
 */
export class FrameEnd<C extends Contract> {
  constructor(
    private readonly page: string,
    private readonly channel: string,
  ) {
    const embedder = window.location.ancestorOrigins?.[0];
    if (window.parent === window || (embedder !== undefined && embedder !== page)) {
      throw new Error('This frame belongs to another page.');
    }
  }

  /** Starts answering, and says hello. Called once. */
  listen(handlers: Handlers<C>): void {
    let opened = (): void => undefined;
    const opening = new Promise<void>((resolve) => {
      opened = resolve;
    });
    window.addEventListener('message', (event: MessageEvent) => {
      if (event.origin !== this.page || event.source !== window.parent) return;
      const message = readEnvelope(event.data, this.channel);
      if (message?.kind !== 'request' || !Object.hasOwn(handlers, message.name)) return;
      const { id } = message;
      const handle = handlers[message.name as keyof Handlers<C>];
      const turn = waitsForInit.has(message.name) ? opening : Promise.resolve();
      const handled = turn.then(() => handle(message.payload as never));
      handled.then(
        (payload) => this.post({ kind: 'answer', channel: this.channel, id, payload }),
        (error: unknown) =>
          this.post({
            kind: 'failure',
            channel: this.channel,
            id,
            message: error instanceof Error ? error.message : String(error),
          }),
      );
      if (message.name === 'init') handled.then(opened, opened);
    });
    this.post({ kind: 'hello', channel: this.channel });
  }

  tell<N extends keyof C['events'] & string>(name: N, payload: C['events'][N]): void {
    this.post({ kind: 'event', channel: this.channel, name, payload });
  }

  private post(message: Envelope): void {
    window.parent.postMessage(message, this.page);
  }
}
