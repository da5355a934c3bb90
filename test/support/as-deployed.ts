/**
 * The build of React that is deployed. The one for developers notes a stack for every element: where thousands of mails
 * are written it takes half of the time.
 */
process.env.NODE_ENV = 'production';
