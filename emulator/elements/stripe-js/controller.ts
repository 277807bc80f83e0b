import type { ApiResult } from '../api-client/api-error';
import { connectionError } from '../api-client/api-error';
import type { ControllerContract } from '../channel/contracts';
import { PageEnd } from '../channel/page-end';
import type { StripeCore } from './core';
import { createFrame, newChannel, setStyle, withBody } from './frames';
import { served } from './origins';
import { giveUpOnSilence } from './silence';

/** After the frame's document has loaded, its script has this long to answer. Milliseconds. */
const HELLO_WITHIN = 5_000;

/** From its insertion, the document has this long to come. Milliseconds. */
const COMES_WITHIN = 60_000;

/**
 * The hidden frame that calls the API for a Stripe instance. Made at the first call, so that a page
 * that only mounts Elements has one frame less.
 */
export class Controller {
  private line: PageEnd<ControllerContract> | null = null;
  private frame: HTMLIFrameElement | null = null;

  constructor(
    private readonly core: Pick<
      StripeCore,
      'apiKey' | 'stripeAccount' | 'apiVersion' | 'locale' | 'quirks'
    >,
  ) {}

  /** Calls the API. Resolves an `api_connection_error` when it, or the frame, can't be reached. */
  async call<T extends object>(
    method: 'GET' | 'POST',
    path: string,
    params: Record<string, unknown>,
  ): Promise<ApiResult<{ object: T }>> {
    try {
      const answer = await this.open().request('call', { method, path, params });
      return answer as ApiResult<{ object: T }>;
    } catch {
      return { error: connectionError() };
    }
  }

  private open(): PageEnd<ControllerContract> {
    // A page that replaces its body takes the frame along.
    if (this.line && !this.line.isClosed && this.frame?.isConnected) return this.line;
    this.line?.close();
    const channel = newChannel();
    const frame = createFrame(this.core, {
      file: served.frameNames.controller,
      name: channel,
      component: 'controller',
      channel,
    });
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    frame.title = 'Stripe controller frame';
    setStyle(frame, {
      position: 'fixed',
      width: '1px',
      height: '1px',
      opacity: '0',
      border: '0',
      'pointer-events': 'none',
      visibility: 'hidden',
    });
    const line = new PageEnd<ControllerContract>(frame, served.frames, channel);
    withBody(() => {
      document.body.append(frame);
      giveUpOnSilence(frame, line, { helloWithin: HELLO_WITHIN, comesWithin: COMES_WITHIN });
    });
    this.frame = frame;
    this.line = line;
    return line;
  }
}
