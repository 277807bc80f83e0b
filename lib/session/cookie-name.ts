import { config } from '../config/config';

/** `__Host-` binds the cookie to this host; browsers take it over https alone. */
export function cookieName(name: string): string {
  return config().appUrl.protocol === 'https:' ? `__Host-${name}` : name;
}
