import { readEnvelope, type Contract, type Envelope } from './messages';

/** Why a request was not answered: the frame is gone, or moved, or never came up. */
export class FrameClosed extends Error {
  constructor() {
    super('The frame was closed.');
    this.name = 'FrameClosed';
  }
}

/**
 * The page's end of the line to one frame. Only messages from that frame's window, on the frames'
 * origin, carrying this line's random id are read, and everything is posted to that origin alone.
 */
export class PageEnd<C extends Contract> {
  private readonly waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  private readonly listeners = new Map<string, (payload: never) => void>();
  private queue: Envelope[] | null = [];
  private last = 0;
  private closed = false;

  constructor(
    private readonly frame: HTMLIFrameElement,
    private readonly origin: string,
    private readonly channel: string,
  ) {
    window.addEventListener('message', this.receive);
  }

  /** Whether the frame has said hello: its script runs and listens. */
  get greeted(): boolean {
    return this.queue === null;
  }

  get isClosed(): boolean {
    return this.closed;
  }

  on<N extends keyof C['events'] & string>(
    name: N,
    listener: (payload: C['events'][N]) => void,
  ): void {
    this.listeners.set(name, listener as (payload: never) => void);
  }

  /**
   * Asks the frame; waits for it to load first. Rejects with FrameClosed after `close`, and once the
   * frame has left the document.
   */
  request<N extends keyof C['requests'] & string>(
    name: N,
    payload: C['requests'][N]['ask'],
  ): Promise<C['requests'][N]['answer']> {
    if (this.closed || (this.greeted && !this.frame.isConnected)) {
      return Promise.reject(new FrameClosed());
    }
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.post({ kind: 'request', channel: this.channel, id, name, payload });
    });
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    window.removeEventListener('message', this.receive);
    for (const { reject } of this.waiting.values()) reject(new FrameClosed());
    this.waiting.clear();
  }

  private post(message: Envelope): void {
    if (this.queue) this.queue.push(message);
    else this.frame.contentWindow?.postMessage(message, this.origin);
  }

  private readonly receive = (event: MessageEvent): void => {
    if (event.origin !== this.origin || event.source !== this.frame.contentWindow) return;
    const message = readEnvelope(event.data, this.channel);
    if (!message) return;
    switch (message.kind) {
      case 'hello': {
        // A frame that is moved loads anew: what was in it, and what it was asked, is lost.
        if (!this.queue) return this.close();
        const queued = this.queue;
        this.queue = null;
        queued.forEach((waiting) => this.post(waiting));
        return;
      }
      case 'event':
        this.listeners.get(message.name)?.(message.payload as never);
        return;
      case 'answer':
        this.waiting.get(message.id)?.resolve(message.payload);
        this.waiting.delete(message.id);
        return;
      case 'failure':
        this.waiting.get(message.id)?.reject(new Error(message.message));
        this.waiting.delete(message.id);
        return;
      case 'request':
        return;
    }
  };
}
