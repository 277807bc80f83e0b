'use client';

import './globals.css';
import { WordsProvider } from '@/components/language/words-provider';
import { Fault } from '@/components/shop/fault';

// The server, which knows the texts of every language, could not answer.
const texts = {
  frame: {
    fault: 'This page could not be shown',
    shopFault:
      'Something went wrong on our side. Your cart is kept, and nothing was charged by this.',
    partLost:
      'A part of this page did not arrive: the connection broke off, or Souk was renewed while the page was open. Load it again; your cart is kept, and nothing was charged or changed by this.',
    loadAgain: 'Load the page again',
    tryAgain: 'Try again',
    toShops: 'To the shops',
    code: 'Code:',
    offline: 'We could not reach Souk. Check your connection and try again.',
    unreadable: 'Something went wrong on our side. Please try again.',
  },
};

/** When even the frame of the page fails. */
export default function GlobalFault(props: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Souk is out of order</title>
        <main>
          <WordsProvider language="en" texts={texts}>
            <Fault {...props} />
          </WordsProvider>
        </main>
      </body>
    </html>
  );
}
