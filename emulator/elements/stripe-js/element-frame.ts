import type { ElementEvents, ElementRequests } from '../channel/element-contracts';
import type { Contract } from '../channel/messages';
import { PageEnd } from '../channel/page-end';
import type { FrameNames } from '../serve/frame-names';
import { Container } from './container';
import { resolveLocale, type StripeCore } from './core';
import type { ElementClasses } from './element-classes';
import { createFrame, newChannel, nextFrameName } from './frames';
import type { ElementsOptions } from './group-options';
import { served } from './origins';

/** What every Element's frame speaks; an Element's own contract adds to it. */
export interface ElementContract extends Contract {
  requests: ElementRequests<object, object> & Contract['requests'];
  events: ElementEvents<object>;
}

/** What tells one kind of Element from another on the page. */
export interface ElementKind {
  /** `elementType` in events, and the name to create it by. */
  type: string;
  frame: keyof FrameNames;
  title(locale: string): string;
  /** Whether `loaderstart` is told and grey bars are shown, as many as a form has or one. */
  loads: false | 'form' | 'field';
  /** Whether the frame is exactly as large as its container's content box. */
  tight?: boolean;
  /** A name that pages look for in the frame's address, beside the file's. */
  mark?: string;
}

interface Place {
  node: HTMLElement;
  kind: ElementKind;
  classes: ElementClasses;
  /** A label of the node was pressed. */
  labelled(): void;
}

/** Puts an Element's frame into the page's node, and opens the line to it. */
export function openElementFrame<C extends Contract>(
  core: StripeCore,
  group: ElementsOptions,
  { node, kind, classes, labelled }: Place,
): { frame: HTMLIFrameElement; line: PageEnd<C>; container: Container } {
  const locale = group.locale ? resolveLocale(group.locale) : core.locale;
  const channel = newChannel();
  const frame = createFrame(core, {
    file: served.frameNames[kind.frame],
    name: nextFrameName(),
    component: kind.type,
    channel,
    locale,
    ...(kind.mark ? { mark: kind.mark } : {}),
  });
  frame.title = kind.title(locale);
  frame.setAttribute('role', 'presentation');
  frame.setAttribute('allow', 'payment *; publickey-credentials-get *');
  const line = new PageEnd<C>(frame, served.frames, channel);
  const container = new Container(node, frame, {
    loader: kind.loads && group.loader !== 'never' ? kind.loads : 'none',
    radius: group.appearance?.variables?.borderRadius ?? '5px',
    animate: group.appearance?.disableAnimations !== true,
    classes,
    tight: kind.tight === true,
    labelled,
  });
  return { frame, line, container };
}

/** Passes on what a frame tells, and shows its state in the container's classes. */
export function relayEvents(
  line: PageEnd<ElementContract>,
  container: Container,
  to: { tell(event: 'focus' | 'blur' | 'escape'): void; change(change: object): void },
): void {
  line.on('resize', ({ height }) => container.setHeight(height));
  line.on('invalid', (invalid) => container.mark('invalid', invalid));
  line.on('change', (change) => {
    const { empty, complete } = change as { empty?: boolean; complete?: boolean };
    container.mark('empty', empty === true);
    container.mark('complete', complete === true);
    to.change(change);
  });
  line.on('focus', () => {
    container.mark('focus', true);
    to.tell('focus');
  });
  line.on('blur', () => {
    container.mark('focus', false);
    to.tell('blur');
  });
  line.on('escape', () => to.tell('escape'));
}
