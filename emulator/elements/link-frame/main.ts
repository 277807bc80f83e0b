/** The Link Authentication Element's frame: the buyer's email, and nothing else. */
import { serveForm } from '../form-frame/serve-form';
import { LinkForm } from './form';
import type { LinkOptions } from './options';

serveForm<LinkOptions>((setting) => new LinkForm(setting));
