import { cache } from 'react';
import { readMail } from '@/lib/mail/list-mails';

/** Asked once a request, by layout and page. */
export const readPage = cache(readMail);
