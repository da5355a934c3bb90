/** Every page that customers open, and what is posted from them: one part, loaded with the first of them. */
export { getConfirm } from './confirm-get.ts';
export { postConfirm } from './confirm-post.ts';
export { getConfirmStatus } from './confirm-status.ts';
export { getGuide } from './guide-get.ts';
export { postGuide } from './guide-post.ts';
export { getHelp } from './help-get.ts';
export { headHelp } from './help-head.ts';
export { getManage } from './manage-get.ts';
export { postManage } from './manage-post.ts';
export { getOptOut } from './opt-out-get.ts';
export { postOptOut } from './opt-out-post.ts';
export { getSignInCallback } from './signin-callback.ts';
export { postGrant } from './signin-grant.ts';
export { getTemplate } from './templates-get.ts';
export { optionsOfTemplate } from './templates-options.ts';
export { getWays } from './ways-get.ts';
export { postWays } from './ways-post.ts';
