import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { AnyRoute } from './defineRoute';
import type { Dependencies } from './dependencies';
import { answerErrors, refuseUnknownRoute } from './errors';
import { loginLimit } from './loginLimit';
import type { Office } from './office';
import { articlesPageRoutes } from './pages/articlesPage';
import { attendancePageRoutes } from './pages/attendancePages';
import { authorityPageRoutes } from './pages/authorityPage';
import { allowFraming, BRIEF_PATH, briefPageRoutes } from './pages/briefPage';
import { calendarPageRoutes } from './pages/calendarPage';
import { casePageRoutes } from './pages/casePage';
import { changesPageRoutes } from './pages/changesPage';
import { countersignPageRoutes } from './pages/countersignPage';
import { decidedDocumentPageRoutes } from './pages/decidedDocumentPages';
import { decisionsPageRoutes } from './pages/decisionsPage';
import { draftPageRoutes } from './pages/draftPage';
import { homePageRoutes } from './pages/homePage';
import { leavePageRoutes } from './pages/leavePages';
import { loginPageRoutes } from './pages/loginPage';
import { packetPageRoutes } from './pages/packetPage';
import { meetingPageRoutes } from './pages/meetingPages';
import { pressPageRoutes } from './pages/pressPage';
import { readingsPageRoutes } from './pages/readingsPage';
import { recordPageRoutes } from './pages/recordPage';
import { invitationPageRoutes } from './pages/invitationPages';
import { regionalMeetingPageRoutes } from './pages/regionalMeetingPages';
import { roundOpeningPageRoutes } from './pages/roundOpeningPage';
import { styleRoutes } from './pages/style';
import { supervisionPageRoutes } from './pages/supervisionPages';
import { topicEditPageRoutes } from './pages/topicEditPage';
import { topicPageRoutes } from './pages/topicPage';
import { withdrawalPageRoutes } from './pages/withdrawalPage';
import { registerRoute } from './registerRoutes';
import { afterMeetingRoutes } from './routes/afterMeeting';
import { articleRoutes } from './routes/articles';
import { attendanceRoutes } from './routes/attendance';
import { authorityRoutes } from './routes/authority';
import { calendarRoutes } from './routes/calendar';
import { caseRoutes } from './routes/cases';
import { countersignRequestRoutes } from './routes/countersignRequests';
import { countersignRoutes } from './routes/countersigns';
import { draftRoutes } from './routes/drafts';
import { leaveRoutes } from './routes/leaveRequests';
import { packetRoutes } from './routes/packets';
import { meetingRoutes } from './routes/meetings';
import { peopleRoutes } from './routes/people';
import { readingRoutes } from './routes/readings';
import { invitationRoutes } from './routes/invitations';
import { regionalMeetingRoutes } from './routes/regionalMeetings';
import { routePreviewRoutes } from './routes/routePreviews';
import { sessionRoutes } from './routes/sessions';
import { decidedDocumentRoutes, pressRoutes, supervisionRoutes } from './routes/supervision';
import { systemRoutes } from './routes/system';
import { taskRoutes } from './routes/tasks';
import { topicRoutes } from './routes/topics';
import { travelRoutes } from './routes/travelReports';
import { requireSameOrigin } from './sameOrigin';
import { createSessions } from './session';

/** Every route of the application, as data. */
export function createRoutes(office: Office): AnyRoute[] {
  const limit = loginLimit();
  const routes: AnyRoute[] = [
    ...systemRoutes(office, () => routes),
    ...sessionRoutes(limit),
    ...peopleRoutes(office),
    ...draftRoutes(office),
    ...caseRoutes(),
    ...taskRoutes(),
    ...countersignRoutes(),
    ...countersignRequestRoutes(),
    ...meetingRoutes(),
    ...routePreviewRoutes(office),
    ...authorityRoutes(),
    ...travelRoutes(),
    ...topicRoutes(office),
    ...packetRoutes(),
    ...attendanceRoutes(),
    ...leaveRoutes(),
    ...regionalMeetingRoutes(office),
    ...invitationRoutes(office),
    ...afterMeetingRoutes(office),
    ...supervisionRoutes(),
    ...decidedDocumentRoutes(),
    ...pressRoutes(),
    ...articleRoutes(),
    ...readingRoutes(),
    ...calendarRoutes(),
    ...styleRoutes(),
    ...loginPageRoutes(limit),
    ...homePageRoutes(),
    ...draftPageRoutes(office),
    ...casePageRoutes(),
    ...changesPageRoutes(),
    ...countersignPageRoutes(),
    ...roundOpeningPageRoutes(),
    ...packetPageRoutes(),
    ...attendancePageRoutes(),
    ...leavePageRoutes(),
    ...meetingPageRoutes(),
    ...withdrawalPageRoutes(),
    ...briefPageRoutes(),
    ...articlesPageRoutes(),
    ...readingsPageRoutes(),
    ...regionalMeetingPageRoutes(office),
    ...invitationPageRoutes(office),
    ...decisionsPageRoutes(office),
    ...recordPageRoutes(),
    ...supervisionPageRoutes(),
    ...decidedDocumentPageRoutes(),
    ...pressPageRoutes(),
    ...authorityPageRoutes(),
    ...calendarPageRoutes(),
    ...topicEditPageRoutes(office),
    ...topicPageRoutes(office),
  ];
  return routes;
}

/** The HTTP application. It starts nothing and listens nowhere: main.ts does. */
export function createApp(deps: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.set('trust proxy', 'loopback');
  app.use(logRequests(deps));
  app.use(protect(deps));
  app.use(BRIEF_PATH, allowFraming(deps));
  app.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  app.use(requireSameOrigin(deps.publicUrl));
  app.use(createSessions(deps));
  for (const route of createRoutes(deps.office)) registerRoute(app, route, deps);
  app.use(refuseUnknownRoute);
  app.use(answerErrors(deps));
  return app;
}

/** One line per request: which route, how it ended, who and which case; neither bodies nor headers nor queries. */
function logRequests({ logger }: Dependencies) {
  return pinoHttp({
    logger,
    quietReqLogger: true,
    customAttributeKeys: { responseTime: 'milliseconds', reqId: 'requestId' },
    autoLogging: {
      ignore: ({ url }) => url === '/healthz' || url === '/readyz' || url?.startsWith('/assets/') === true,
    },
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    // Not customProps: those are taken at the start as well, and a line would have each of them twice.
    customSuccessObject: outcomeOf,
    customErrorObject: (request, response, _error, timing) => outcomeOf(request, response, timing),
  });
}

function outcomeOf(request: IncomingMessage, response: ServerResponse, timing: object): object {
  const { locals } = response as ServerResponse & { locals: Record<string, unknown> };
  const path = request.url?.split('?')[0];
  return {
    ...timing,
    event: 'request',
    method: request.method,
    path,
    status: response.statusCode,
    ...locals,
  };
}

function protect({ publicUrl }: Dependencies) {
  const isSecure = publicUrl.startsWith('https:');
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000 } : false,
  });
}
