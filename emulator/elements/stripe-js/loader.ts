import { setStyle } from './frames';

/** The grey bars that stand where the fields will be, the size of a card form or of one field. */
export function createLoader(options: {
  radius: string;
  animate: boolean;
  oneField?: boolean;
}): HTMLElement {
  const loader = document.createElement('div');
  loader.className = '__PrivateStripeElementLoader';
  loader.setAttribute('aria-hidden', 'true');
  setStyle(loader, { display: 'grid', gap: '14px', 'grid-template-columns': '1fr 1fr' });
  const field = (wide: boolean): HTMLElement => {
    const box = document.createElement('div');
    if (wide) setStyle(box, { 'grid-column': '1 / -1' });
    box.append(bar('30%', '12px', '6px', '3px'), bar('100%', '44px', '0', options.radius));
    return box;
  };
  loader.append(field(true));
  if (!options.oneField) loader.append(field(false), field(false), field(false), field(false));
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (options.animate && !still) {
    loader.animate([{ opacity: 1 }, { opacity: 0.45 }, { opacity: 1 }], {
      duration: 1400,
      iterations: Infinity,
    });
  }
  return loader;
}

function bar(width: string, height: string, below: string, radius: string): HTMLElement {
  const element = document.createElement('div');
  setStyle(element, {
    width,
    height,
    'margin-bottom': below,
    'border-radius': radius,
    // Half-transparent grey shows on light and dark pages alike.
    'background-color': 'rgba(128, 132, 150, 0.2)',
  });
  return element;
}
