import { describeCloud } from './suite.ts';

describeCloud('AzureChinaCloud');
