import type { ParameterName } from '../../server/contract';
import type { Opening, Theatre } from './theatre';

/** One endpoint, and how each of its parameters is sent where it can be seen. */
export interface Stage {
  readonly parameters: ParameterName;
  /** Makes what the call needs and says where it goes. `path` is the parameter that is looked at. */
  readonly open: (theatre: Theatre, path: readonly string[]) => Promise<Opening> | Opening;
  /**
   * Where parameters show that the answer has elsewhere: by the beginning of their path, in which
   * `*` is any name and stands for the same in `at`.
   */
  readonly seenAs?: Readonly<Record<string, string | Sight>>;
}

/** Where the effect shows, and what shows there if it isn't the value itself. */
export interface Sight {
  readonly at: string;
  readonly as?: string | number | boolean;
}
