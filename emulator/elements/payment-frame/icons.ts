/** Small drawings of our own: hints at brands, not their artwork. */
import type { Brand } from '../card/brands';

const svg = (viewBox: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}" fill="none">${body}</svg>`;

const card = (fill: string, body: string, stroke = 'none'): string =>
  svg(
    '0 0 24 16',
    `<rect x=".5" y=".5" width="23" height="15" rx="2.5" fill="${fill}" stroke="${stroke}"/>${body}`,
  );

const word = (text: string, fill: string, size: number, extra = ''): string =>
  `<text x="12" y="${8 + size * 0.36}" text-anchor="middle" font-family="Arial, Helvetica, sans-serif" font-weight="800" font-size="${size}" fill="${fill}" ${extra}>${text}</text>`;

export const brandIcons: Readonly<Record<Exclude<Brand, 'unknown'>, string>> = {
  visa: card('#1a1f71', word('VISA', '#fff', 7.4, 'font-style="italic"')),
  mastercard: card(
    '#fff',
    '<circle cx="9.4" cy="8" r="4.6" fill="#eb001b"/><circle cx="14.6" cy="8" r="4.6" fill="#f79e1b"/><path d="M12 4.2a4.6 4.6 0 0 1 0 7.6 4.6 4.6 0 0 1 0-7.6Z" fill="#ff5f00"/>',
    '#d9dce3',
  ),
  amex: card('#016fd0', word('AMEX', '#fff', 6)),
  discover: card(
    '#fff',
    '<path d="M23 9.2v4.3a2 2 0 0 1-2 2H9.5C15 14.400 20 12.200 23 9.200Z" fill="#f76b1c"/><circle cx="13.8" cy="7" r="2.300" fill="#f76b1c"/><path d="M4 5v4h1.2a2 2 0 0 0 0-4H4Zm4.300 0v4" stroke="#231f20" stroke-width="1.100"/>',
    '#d9dce3',
  ),
  diners: card(
    '#fff',
    '<circle cx="12" cy="8" r="5" fill="#0079be"/><circle cx="12" cy="8" r="3.700" fill="#fff"/><path d="M11 5.200v5.600a3 3 0 0 1 0-5.600Zm2 0a3 3 0 0 1 0 5.600V5.200Z" fill="#0079be"/>',
    '#d9dce3',
  ),
  jcb: card(
    '#fff',
    '<rect x="4.500" y="3" width="4.400" height="10" rx="1.600" fill="#0e4c96"/><rect x="9.800" y="3" width="4.400" height="10" rx="1.600" fill="#d3112d"/><rect x="15.100" y="3" width="4.400" height="10" rx="1.600" fill="#2a8a38"/>',
    '#d9dce3',
  ),
  unionpay: card(
    '#fff',
    '<path d="M6.500 3h5l-2 10h-5Z" fill="#e21836"/><path d="M10.800 3h5l-2 10h-5Z" fill="#00447c"/><path d="M15 3h5l-2 10h-5Z" fill="#007b84"/>',
    '#d9dce3',
  ),
};

/** The network of French cards, which most of them share with an international one. */
export const cartesBancairesIcon = card(
  '#fff',
  '<path d="M2.500 3.500h8.800v4H2.500a2 2 0 0 1 0-4Zm0 5h8.800v4H2.500a2 2 0 0 1 0-4Z" fill="#0a5aa5"/><path d="M12.300 3.500h7.200a2 2 0 0 1 0 4h-7.200v-4Zm0 5h7.200a2 2 0 0 1 0 4h-7.200v-4Z" fill="#1b9d7e"/>',
  '#d9dce3',
);

export const brandNames: Readonly<Record<Exclude<Brand, 'unknown'>, string>> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

export const errorIcon = svg(
  '0 0 16 16',
  '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M8 4v5" stroke="#fff" stroke-width="1.800" stroke-linecap="round"/><circle cx="8" cy="11.600" r="1.050" fill="#fff"/>',
);

/** The signature strip with its three digits, on the back of a card. */
export const cvcIcon = svg(
  '0 0 30 20',
  '<rect x=".75" y="2.750" width="22.500" height="15.500" rx="2.250" stroke="currentColor" stroke-width="1.500" opacity=".55"/><path d="M1 6.500h22v3H1z" fill="currentColor" opacity=".55"/><circle cx="23" cy="12.500" r="6.500" class="p-CvcIcon-halo"/><text x="23" y="14.900" text-anchor="middle" font-family="Arial, sans-serif" font-weight="700" font-size="6.200" fill="currentColor">123</text>',
);

/** The four digits over the number, on the front of an American Express card. */
export const cvcFrontIcon = svg(
  '0 0 30 20',
  '<rect x=".75" y="2.750" width="22.500" height="15.500" rx="2.250" stroke="currentColor" stroke-width="1.500" opacity=".55"/><path d="M4 14h7" stroke="currentColor" stroke-width="1.500" opacity=".55"/><circle cx="22" cy="8.500" r="7" class="p-CvcIcon-halo"/><text x="22" y="10.700" text-anchor="middle" font-family="Arial, sans-serif" font-weight="700" font-size="5.600" fill="currentColor">1234</text>',
);

export const chevronIcon = svg(
  '0 0 12 12',
  '<path d="m2.500 4.250 3.500 3.500 3.500-3.500" stroke="currentColor" stroke-width="1.500" stroke-linecap="round" stroke-linejoin="round"/>',
);

export const cardMethodIcon = svg(
  '0 0 16 16',
  '<path fill="currentColor" d="M0 4a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v1.500H0V4Zm0 3.500h16V12a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V7.500Zm3 3.250c0 .41.34.75.75.75h2.500a.75.75 0 0 0 0-1.500h-2.500a.75.75 0 0 0-.75.75Z"/>',
);

export const redirectMethodIcon = svg(
  '0 0 16 16',
  '<path d="M6 3H3.500A1.500 1.500 0 0 0 2 4.500v8A1.500 1.500 0 0 0 3.500 14h8a1.500 1.500 0 0 0 1.500-1.500V10M9 2h5v5M14 2 7.500 8.500" stroke="currentColor" stroke-width="1.500" stroke-linecap="round" stroke-linejoin="round"/>',
);

export const bankMethodIcon = svg(
  '0 0 16 16',
  '<path fill="currentColor" d="M7.300 1.200a1.500 1.500 0 0 1 1.400 0l5.800 3A1 1 0 0 1 14 6H2a1 1 0 0 1-.500-1.800l5.800-3ZM2.500 7h2v5h-2V7Zm4.500 0h2v5H7V7Zm4.500 0h2v5h-2V7ZM1.500 13h13a.500.500 0 0 1 .500.500V15H1v-1.500a.500.500 0 0 1 .500-.500Z"/>',
);

export const moreIcon = svg(
  '0 0 16 16',
  '<g fill="currentColor"><circle cx="3" cy="8" r="1.500"/><circle cx="8" cy="8" r="1.500"/><circle cx="13" cy="8" r="1.500"/></g>',
);

export const checkIcon = svg(
  '0 0 12 12',
  '<path d="m2.500 6.300 2.400 2.400 4.600-5" stroke="currentColor" stroke-width="1.800" stroke-linecap="round" stroke-linejoin="round"/>',
);
