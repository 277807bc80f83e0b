/** The Address Element's frame: a name, an address and perhaps a phone number. */
import { serveForm } from '../form-frame/serve-form';
import { AddressPanel } from './panel';
import { panelStyles } from './styles';
import type { AddressOptions } from './options';

serveForm<AddressOptions>((setting) => new AddressPanel(setting), panelStyles);
