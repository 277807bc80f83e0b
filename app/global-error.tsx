'use client';

import './globals.css';
import { Fault } from '@/components/shop/fault';

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
          <Fault {...props} />
        </main>
      </body>
    </html>
  );
}
