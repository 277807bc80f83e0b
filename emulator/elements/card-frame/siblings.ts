import type { Brand } from '../card/brands';
import type { FieldProblem } from '../channel/element-contracts';
import type { CardType } from './options';
import type { CardValues } from './view';

/** One field's part of a card, or what is wrong with it. */
export interface Part {
  values: CardValues;
  problem: FieldProblem | null;
}

type Message =
  | { kind: 'ask'; id: string; of: CardType[] }
  | { kind: 'part'; id: string; from: CardType; part: Part }
  | { kind: 'brand'; brand: Brand }
  | { kind: 'which brand' };

/** A field that has loaded answers at once; one that never will must not hold a payment up. */
const ANSWER_WITHIN = 10_000;

/**
 * The line between the split fields of one group. It runs over the frames' own origin, where the
 * page that shows them can't listen: digits go from frame to frame and from there to the API.
 */
export class Siblings {
  private readonly line: BroadcastChannel;
  private readonly waiting = new Map<string, (from: CardType, part: Part) => void>();
  private brand: Brand | null = null;

  constructor(
    family: string,
    private readonly own: { type: CardType; part(): Part; takeBrand(brand: Brand): void },
  ) {
    this.line = new BroadcastChannel(`stripe-elements-${family}`);
    this.line.addEventListener('message', (event: MessageEvent<Message>) =>
      this.receive(event.data),
    );
    this.say({ kind: 'which brand' });
  }

  /** The parts of the given fields. Rejects when one of them does not answer. */
  collect(types: CardType[]): Promise<Map<CardType, Part>> {
    const parts = new Map<CardType, Part>();
    if (types.length === 0) return Promise.resolve(parts);
    const id = crypto.getRandomValues(new Uint32Array(4)).join('-');
    return new Promise((resolve, reject) => {
      const limit = window.setTimeout(() => {
        this.waiting.delete(id);
        reject(new Error('A card field did not answer.'));
      }, ANSWER_WITHIN);
      this.waiting.set(id, (from, part) => {
        parts.set(from, part);
        if (!types.every((type) => parts.has(type))) return;
        window.clearTimeout(limit);
        this.waiting.delete(id);
        resolve(parts);
      });
      this.say({ kind: 'ask', id, of: types });
    });
  }

  /** Tells the security code which brand the number is of. */
  tellBrand(brand: Brand): void {
    if (brand === this.brand) return;
    this.brand = brand;
    this.say({ kind: 'brand', brand });
  }

  private receive(message: Message): void {
    switch (message.kind) {
      case 'ask':
        if (!message.of.includes(this.own.type)) return;
        this.say({ kind: 'part', id: message.id, from: this.own.type, part: this.own.part() });
        return;
      case 'part':
        this.waiting.get(message.id)?.(message.from, message.part);
        return;
      case 'brand':
        this.own.takeBrand(message.brand);
        return;
      case 'which brand':
        if (this.brand) this.say({ kind: 'brand', brand: this.brand });
    }
  }

  private say(message: Message): void {
    this.line.postMessage(message);
  }
}
