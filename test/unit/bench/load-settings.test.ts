import { loadSettings } from '../../../bench/measures/load.ts';
import { parseConfig } from '../../../shared/config.ts';

test('the settings that the load is measured with are ones that the app takes', () => {
    expect(parseConfig(loadSettings).partner.defaultId).toBe('314159');
});
