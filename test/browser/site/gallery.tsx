import { renderToString } from 'preact-render-to-string'
import * as z from 'zod/mini'
import { Failure } from '../../../shared/failures.ts'
import { parseInput } from '../../../shared/http/parse-input.ts'
import { html, seeOther } from '../../../shared/http/request.ts'
import type { Route } from '../../../shared/lambda/http-function.ts'
import { directionOf } from '../../../shared/messages/languages.ts'
import type { Messages } from '../../../shared/messages/messages.ts'
import {
  Bar,
  Facets,
  Facts,
  Notice,
  Numbers,
  Pagination,
  SearchBox,
  TableRegion,
  Tags,
} from '../../../shared/pages/blocks.tsx'
import {
  ChoiceGroup,
  FailureSummary,
  type FormState,
  LongTextField,
  SelectField,
  TextField,
  typedValues,
} from '../../../shared/pages/form-fields.tsx'
import { LanguageChoice } from '../../../shared/pages/language-choice.tsx'
import { pageContextOf, renderPage } from '../../../shared/pages/page.tsx'
import type { SiteSettings } from '../../../shared/pages/site-settings.ts'
import { stylesheetOf } from '../../../shared/pages/stylesheet.ts'

/** The words of the gallery: of the length that real ones have. */
const words = {
  en: {
    title: 'Everything a page is made of',
    lead: 'Each block once, with words as long as real ones, so that nothing breaks where it is used.',
    name: 'Name of your authority',
    hint: 'As it writes itself, for example Gemeente Utrecht.',
    theme: 'Theme',
    choose: 'Choose',
    text: 'What you have done, in a sentence or two',
    who: 'Who may see this?',
    everybody: 'Everybody',
    some: 'People who have answered the survey',
    one: 'The secretariat alone',
    formats: 'How you would like to work together',
    send: 'Send my answers',
    back: 'Go back',
    peer: 'Municipality of Shkodër',
    sentence: 'The same theme: waste management. That is three tenths of the score.',
    other: 'Three working languages in common: English, French and Italian.',
    story: 'Separate collection of household waste in dense districts, with the citizens’ own companies.',
    country: 'Albania',
    facts: ['Country', 'Inhabitants', 'Working languages'],
    values: ['Albania', '135,612', 'Albanian, English, Italian'],
    saved: 'Your answers are kept. Nothing else changes until you confirm them.',
  },
  fr: {
    title: 'Tout ce dont une page est faite',
    lead: 'Chaque bloc une fois, avec des mots aussi longs que les vrais, pour que rien ne casse là où il sert.',
    name: 'Nom de votre collectivité',
    hint: 'Tel qu’elle l’écrit elle-même, par exemple Gemeente Utrecht.',
    theme: 'Thème',
    choose: 'Choisir',
    text: 'Ce que vous avez réalisé, en une phrase ou deux',
    who: 'Qui peut voir ceci ?',
    everybody: 'Tout le monde',
    some: 'Les personnes qui ont répondu au questionnaire',
    one: 'Le secrétariat seul',
    formats: 'Comment vous aimeriez travailler ensemble',
    send: 'Envoyer mes réponses',
    back: 'Revenir en arrière',
    peer: 'Communauté d’agglomération de Shkodër',
    sentence: 'Le même thème : gestion des déchets. Cela fait trois dixièmes de la correspondance.',
    other: 'Trois langues de travail communes : anglais, français et italien.',
    story:
      'Collecte sélective des déchets ménagers dans les quartiers denses, avec les entreprises des habitants.',
    country: 'Albanie',
    facts: ['Pays', 'Habitants', 'Langues de travail'],
    values: ['Albanie', '135 612', 'albanais, anglais, italien'],
    saved: 'Vos réponses sont conservées. Rien d’autre ne change avant que vous les ayez confirmées.',
  },
  uk: {
    title: 'Усе, з чого складається сторінка',
    lead: 'Кожен блок по одному разу, зі словами такої довжини, як справжні, щоб ніде нічого не ламалося.',
    name: 'Назва вашої громади',
    hint: 'Так, як пишете її самі, наприклад: Львівська міська рада.',
    theme: 'Тема',
    choose: 'Виберіть',
    text: 'Що ви зробили, одним-двома реченнями',
    who: 'Хто може це бачити?',
    everybody: 'Усі',
    some: 'Ті, хто заповнив анкету',
    one: 'Лише секретаріат',
    formats: 'Як ви хотіли б працювати разом',
    send: 'Надіслати відповіді',
    back: 'Назад',
    peer: 'Дніпропетровська обласна військова адміністрація',
    sentence: 'Тема та сама: управління відходами. Це три десятих відповідності.',
    other: 'Три спільні робочі мови: англійська, французька та італійська.',
    story:
      'Роздільне збирання побутових відходів у щільно забудованих районах разом із підприємствами мешканців.',
    country: 'Албанія',
    facts: ['Країна', 'Мешканці', 'Робочі мови'],
    values: ['Албанія', '135 612', 'албанська, англійська, італійська'],
    saved: 'Відповіді збережено. Більше нічого не зміниться, доки ви їх не підтвердите.',
  },
  ar: {
    title: 'كل ما تتكون منه الصفحة',
    lead: 'كل عنصر مرة واحدة، بكلمات بطول الكلمات الحقيقية، حتى لا يختل شيء حيث يُستخدم.',
    name: 'اسم السلطة التي تمثلها',
    hint: 'كما تكتبه هي، مثل بلدية زليتن.',
    theme: 'الموضوع',
    choose: 'اختر',
    text: 'ما أنجزته، في جملة أو جملتين',
    who: 'من يحق له الاطلاع على هذا؟',
    everybody: 'الجميع',
    some: 'من أجابوا عن الاستبيان',
    one: 'الأمانة وحدها',
    formats: 'كيف تود أن تعملوا معًا',
    send: 'أرسل إجاباتي',
    back: 'ارجع',
    peer: 'بلدية شكودر',
    sentence: 'الموضوع نفسه: إدارة النفايات. هذا ثلاثة أعشار النتيجة.',
    other: 'ثلاث لغات عمل مشتركة: الإنجليزية والفرنسية والإيطالية.',
    story: 'الفرز المنزلي للنفايات في الأحياء المكتظة بالتعاون مع شركات المواطنين.',
    country: 'ألبانيا',
    facts: ['البلد', 'عدد السكان', 'لغات العمل'],
    values: ['ألبانيا', '135,612', 'الألبانية والإنجليزية والإيطالية'],
    saved: 'حُفظت إجاباتك. ولن يتغير شيء آخر حتى تؤكدها.',
  },
} as const

const answer = z.strictObject({
  name: z.string().check(z.minLength(2, 'too-short')),
  theme: z.enum(['waste']),
  visibility: z.enum(['public', 'registered', 'secretariat']),
  text: z.optional(z.string()),
  email: z.email('bad-email'),
  formats: z.optional(z.array(z.string())),
})

/** As many languages as the register may have one day (DESIGN 15): more than fit side by side. */
const manyLanguages =
  'bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv ar az bs he hy ka mk sq sr tr uk'.split(
    ' ',
  )

/** A page of nothing but their choice. */
const languagesPage = (t: Messages): string =>
  `<!doctype html>${renderToString(
    <html lang={t.language} dir={directionOf(t.language)}>
      <head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{words[t.language].choose}</title>
        <style dangerouslySetInnerHTML={{ __html: stylesheetOf('neutral') }} />
      </head>
      <body>
        <header>
          <div class="top">
            <p>{words[t.language].choose}</p>
            <LanguageChoice
              t={t}
              offered={manyLanguages.map((code) => ({
                code,
                ownName: new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code,
                direction: directionOf(code),
                href: `?lang=${code}`,
              }))}
            />
          </div>
        </header>
        <main>
          <h1>{words[t.language].title}</h1>
        </main>
      </body>
    </html>,
  )}`

const galleryPage = (
  site: SiteSettings,
  request: Parameters<Route[1]>[0],
  form: Omit<FormState, 't'>,
): string => {
  const { t } = request
  const w = words[request.language]
  const context = pageContextOf(site, request, '/')
  const state: FormState = { t, ...form }
  const here = context.links.to('/')
  return renderPage(context, {
    title: w.title,
    failed: form.failures.length > 0,
    main: (
      <>
        <h1>{w.title}</h1>
        <FailureSummary form={state} labels={(name) => name} />
        <p class="lead">{w.lead}</p>
        <form method="post" action={here} noValidate>
          <TextField form={state} name="name" label={w.name} hint={w.hint} />
          <SelectField
            form={state}
            name="theme"
            label={w.theme}
            empty={w.choose}
            choices={[{ value: 'waste', label: w.story.slice(0, 30), group: w.theme }]}
          />
          <ChoiceGroup
            form={state}
            name="visibility"
            label={w.who}
            choices={[
              { value: 'public', label: w.everybody },
              { value: 'registered', label: w.some, hint: w.hint },
              { value: 'secretariat', label: w.one },
            ]}
          />
          <LongTextField form={state} name="text" label={w.text} hint={w.hint} optional />
          <TextField form={state} name="email" label={w.name} type="email" autocomplete="email" />
          <TextField form={state} name="population" label={w.facts[1]} type="number" optional />
          <ChoiceGroup
            form={state}
            name="formats[]"
            label={w.formats}
            several
            optional
            beside
            choices={['online', 'study-visit', 'training', 'workshop'].map((value) => ({
              value,
              label: t(`site.format.${value}`),
            }))}
          />
          <p class="actions">
            <button type="submit">{w.send}</button>
            <a class="button quiet" href={here}>
              {w.back}
            </a>
          </p>
        </form>
        <Notice title={w.send}>
          <p>{w.saved}</p>
        </Notice>
        <Notice kind="good">
          <p>{w.saved}</p>
        </Notice>
        <Notice kind="bad">
          <p>{w.saved}</p>
        </Notice>
        <h2>{w.peer}</h2>
        <Facts rows={w.facts.map((fact, n) => [fact, w.values[n]] as const)} />
        <SearchBox t={t} links={context.links} q="Abfall" quiet />
        <div class="columns">
          <Facets
            t={t}
            groups={[
              {
                label: w.theme,
                choices: [
                  { value: 'a', label: w.story.slice(0, 25), count: 1234, href: here, chosen: true },
                  { value: 'b', label: w.country, count: 1, href: here, chosen: false },
                ],
              },
            ]}
          />
          <div>
            <ol class="results">
              {[1, 2].map((n) => (
                <li key={n}>
                  <h2>
                    <a href={here}>{w.peer}</a>
                  </h2>
                  <p class="muted">{w.country}</p>
                  <p>{w.story}</p>
                  <Tags items={[t('site.format.online'), t('site.format.study-visit')]} />
                  <ul class="reasons">
                    <li>
                      {w.sentence}
                      <Bar length={0.3} />
                    </li>
                    <li>
                      {w.other}
                      <Bar from={0.3} length={0.12} />
                    </li>
                  </ul>
                </li>
              ))}
            </ol>
            <Pagination t={t} next={here} first={here} />
          </div>
        </div>
        <Numbers t={t} rows={w.facts.map((fact, n) => [fact, 10 ** (n + 2)] as const)} />
        <ul class="cards wide">
          {[w.send, w.theme, w.peer].map((card) => (
            <li class="card" key={card}>
              <h3>
                <a href={here}>{card}</a>
              </h3>
              <p>{w.story}</p>
            </li>
          ))}
        </ul>
        <TableRegion label={w.peer}>
          <table>
            <caption>{w.peer}</caption>
            <thead>
              <tr>
                {w.facts.map((fact) => (
                  <th key={fact} scope="col">
                    {fact}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr>
                {w.values.map((value) => (
                  <td key={value}>{value}</td>
                ))}
              </tr>
            </tbody>
          </table>
        </TableRegion>
      </>
    ),
  })
}

/** Every kind of failure that a page can tell of, by the word in its address, with a code that rules throw. */
export const failures: Readonly<Record<string, Failure>> = {
  forbidden: new Failure('forbidden', 'other-origin'),
  gone: new Failure('gone', 'used-token'),
  conflict: new Failure('conflict', 'conflict'),
  'too-large': new Failure('too-large', 'body-too-large'),
  'too-many': new Failure('too-many', 'too-many-mails'),
  unavailable: new Failure('unavailable', 'try-again'),
  unexpected: new Failure('poison', 'unexpected'),
}

/** Operations that show every block, take the form, and fail, through the same code as all features. */
export const galleryRoutes = (site: SiteSettings): readonly Route[] => [
  [
    {
      id: 'show-gallery',
      method: 'GET',
      path: '/gallery',
      access: 'everybody',
      summary: 'Every block.',
      answers: {},
    },
    async (request) => html(200, galleryPage(site, request, { values: {}, failures: [] })),
  ],
  [
    {
      id: 'show-languages',
      method: 'GET',
      path: '/languages',
      access: 'everybody',
      summary: 'Many languages.',
      answers: {},
    },
    async (request) => html(200, languagesPage(request.t)),
  ],
  [
    {
      id: 'show-failure',
      method: 'GET',
      path: '/failures/{kind}',
      access: 'everybody',
      summary: 'Fails.',
      answers: {},
    },
    async ({ parameters }) => {
      throw failures[parameters.kind ?? ''] ?? new Failure('not-found', 'no-such-page')
    },
  ],
  [
    {
      id: 'send-gallery',
      method: 'POST',
      path: '/',
      access: 'everybody',
      summary: 'Takes the form.',
      answers: {},
    },
    async (request) => {
      try {
        parseInput(answer, request.body)
        return seeOther(`${site.siteUrl}/contact`)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        return html(
          422,
          galleryPage(site, request, { values: typedValues(request.body), failures: error.fields }),
        )
      }
    },
  ],
]
