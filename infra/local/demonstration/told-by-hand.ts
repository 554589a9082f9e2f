import type * as z from 'zod/mini'
import type { Language } from '../../../shared/messages/languages.ts'
import type { surveySchema } from '../../../shared/survey/survey-schema.ts'

/** A survey as a program posts it, and the language in which its respondent uses the site. */
type DemonstrationEntry = z.input<ReturnType<typeof surveySchema>> & {
  readonly site: Language
  /** For one that was answered about a year ago: in how many days its year ends. */
  readonly yearEndsIn?: number
}

/**
 * The first entries of the demonstration, written by hand. The places are real, populations as in their public statistics, rounded; what they
 * offer and ask is invented, and so are the addresses (example.org belongs to nobody).
 */
export const toldByHand: readonly DemonstrationEntry[] = [
  {
    site: 'en',
    role: 'officer',
    authority: { name: 'Gemeente Deventer', country: 'NL', tier: 'municipality', population: 103_000 },
    email: 'environment@deventer.example.org',
    items: [
      {
        direction: 'offer',
        theme: 'waste-management',
        description:
          'We collect organic, paper and residual household waste separately in dense old districts and cut residual waste by half in ten years. We can show routes, containers, tariffs and how we talked with residents.',
        language: 'en',
        visibility: 'public',
        formats: ['study-visit', 'online', 'training'],
        evidence: 3,
      },
      {
        direction: 'offer',
        theme: 'citizen-involvement',
        description:
          'Inwoners beslissen mee over het budget van hun wijk. Wij delen onze aanpak, de spelregels en wat er de eerste jaren misging.',
        language: 'nl',
        visibility: 'public',
        formats: ['online', 'workshop'],
      },
      {
        direction: 'interest',
        theme: 'energy-efficiency',
        description: 'Learning from cities that renovate whole rows of houses together with their owners.',
        language: 'en',
        visibility: 'public',
      },
    ],
    languages: ['en', 'nl', 'de', 'fr'],
    interpretation: true,
    capacity: 2,
    digest: 'weekly',
  },
  {
    site: 'ar',
    role: 'officer',
    authority: { name: 'بلدية زليتن', country: 'LY', tier: 'municipality', population: 184_000 },
    email: 'services@zliten.example.org',
    items: [
      {
        direction: 'request',
        theme: 'waste-management',
        description:
          'نريد تنظيم جمع النفايات المنزلية وفرزها في المدينة والضواحي، وإغلاق المكب العشوائي القديم بطريقة آمنة.',
        language: 'ar',
        visibility: 'public',
        formats: ['study-visit', 'training'],
        programmes: ['nicosia'],
      },
      {
        direction: 'request',
        theme: 'primary-health-care',
        description: 'تدريب العاملين في مراكز الرعاية الصحية الأولية على متابعة الأمراض المزمنة.',
        language: 'ar',
        visibility: 'public',
        formats: ['training', 'online'],
        programmes: ['nicosia'],
      },
    ],
    languages: ['ar', 'en'],
    interpretation: true,
    digest: 'weekly',
  },
  {
    site: 'ar',
    role: 'officer',
    authority: { name: 'بلدية غريان', country: 'LY', tier: 'municipality', population: 187_000 },
    email: 'water@gharyan.example.org',
    items: [
      {
        direction: 'request',
        theme: 'water-supply',
        description: 'نبحث عن خبرة في تقليل فاقد المياه في الشبكة وفي إدارة الآبار في منطقة جبلية جافة.',
        language: 'ar',
        visibility: 'public',
        formats: ['expert-mission', 'training'],
        programmes: ['nicosia'],
      },
      {
        direction: 'request',
        theme: 'inter-municipal-cooperation',
        description: 'نرغب في التعاون مع البلديات المجاورة على خدمات مشتركة، ونحتاج إلى نماذج اتفاقيات.',
        language: 'ar',
        visibility: 'public',
        formats: ['online', 'workshop'],
      },
    ],
    languages: ['ar', 'fr'],
    interpretation: true,
    digest: 'weekly',
  },
  {
    site: 'en',
    role: 'officer',
    authority: { name: 'Ville de Sfax', country: 'TN', tier: 'municipality', population: 280_000 },
    email: 'cooperation@sfax.example.org',
    items: [
      {
        direction: 'offer',
        theme: 'fisheries',
        description:
          "Organisation d'un port de pêche artisanale : criée, chaîne du froid et dialogue avec les pêcheurs. Nous recevons volontiers des collègues d'Afrique du Nord.",
        language: 'fr',
        visibility: 'public',
        formats: ['study-visit', 'workshop'],
        countries: ['LY', 'DZ', 'MA'],
      },
      {
        direction: 'request',
        theme: 'wastewater',
        description:
          "Réutiliser les eaux usées traitées pour l'agriculture périurbaine : normes, contrôle de la qualité, tarifs.",
        language: 'fr',
        visibility: 'public',
        formats: ['expert-mission', 'study-visit'],
      },
    ],
    languages: ['fr', 'ar'],
    digest: 'monthly',
  },
  {
    site: 'en',
    role: 'member',
    authority: { name: 'Львівська міська рада', country: 'UA', tier: 'municipality', population: 717_000 },
    email: 'partnership@lviv.example.org',
    items: [
      {
        direction: 'request',
        theme: 'energy-efficiency',
        description:
          'Шукаємо партнера для модернізації шкіл і лікарень: енергоаудит, фінансування, утеплення з урахуванням резервного живлення.',
        language: 'uk',
        visibility: 'public',
        formats: ['expert-mission', 'partnership'],
      },
      {
        direction: 'offer',
        theme: 'e-services',
        description:
          'Цифрові послуги міста в одному застосунку: звернення, черги, довідки. Ділимося кодом і досвідом роботи під час відключень.',
        language: 'uk',
        visibility: 'public',
        formats: ['online', 'workshop'],
      },
    ],
    languages: ['uk', 'en', 'pl'],
    interpretation: true,
    digest: 'weekly',
  },
  {
    site: 'en',
    role: 'officer',
    authority: { name: 'Чернівецька міська рада', country: 'UA', tier: 'municipality', population: 264_000 },
    email: 'integrity@chernivtsi.example.org',
    items: [
      {
        direction: 'request',
        theme: 'integrity-plans',
        description:
          'We have an integrity plan and want to measure whether it works: indicators, surveys of staff and residents, and a review by peers.',
        language: 'en',
        visibility: 'public',
        formats: ['online', 'workshop'],
      },
      {
        direction: 'request',
        theme: 'public-procurement',
        description:
          'Запобігання змовам у закупівлях: ознаки ризику, ринкові консультації, контроль виконання договорів.',
        language: 'uk',
        visibility: 'public',
        formats: ['training', 'online'],
      },
    ],
    languages: ['uk', 'en', 'ro'],
    digest: 'weekly',
  },
  {
    site: 'en',
    role: 'officer',
    authority: { name: 'Miasto Kraków', country: 'PL', tier: 'municipality', population: 806_000 },
    email: 'climate@krakow.example.org',
    items: [
      {
        direction: 'offer',
        theme: 'energy-efficiency',
        description:
          'Termomodernizacja szkół i budynków miejskich: audyt, harmonogram, finansowanie z kilku źródeł. Pokażemy umowy i wyniki pomiarów.',
        language: 'pl',
        visibility: 'public',
        formats: ['study-visit', 'expert-mission', 'partnership'],
        countries: ['UA', 'MD'],
        evidence: 4,
      },
      {
        direction: 'offer',
        theme: 'integrity-plans',
        description:
          'How we built an integrity plan with all departments, how reports are handled, and what we publish every year.',
        language: 'en',
        visibility: 'public',
        formats: ['online', 'workshop'],
        evidence: 1,
      },
    ],
    languages: ['pl', 'en', 'uk'],
    interpretation: true,
    capacity: 3,
    digest: 'weekly',
  },
  {
    site: 'en',
    yearEndsIn: 6,
    role: 'officer',
    authority: { name: 'Bashkia Korçë', country: 'AL', tier: 'municipality', population: 75_000 },
    email: 'development@korce.example.org',
    items: [
      {
        direction: 'request',
        theme: 'waste-management',
        description:
          'Duam të ndajmë mbetjet që në burim dhe të kompostojmë mbetjet e gjelbra, bashkë me komunat përreth.',
        language: 'sq',
        visibility: 'public',
        formats: ['study-visit', 'expert-mission'],
      },
      {
        direction: 'offer',
        theme: 'culture-heritage-sport',
        description:
          'Restoring an old bazaar together with its shopkeepers: rules, small grants, opening it while the works went on.',
        language: 'en',
        visibility: 'public',
        formats: ['study-visit'],
      },
    ],
    languages: ['sq', 'en', 'el'],
    digest: 'weekly',
  },
  {
    site: 'en',
    yearEndsIn: 25,
    role: 'officer',
    authority: { name: 'Општина Струмица', country: 'MK', tier: 'municipality', population: 50_000 },
    email: 'tourism@strumica.example.org',
    items: [
      {
        direction: 'request',
        theme: 'tourism',
        description: 'Сакаме да развиеме туризам околу водопадите и бањите, а природата да остане зачувана.',
        language: 'mk',
        visibility: 'public',
        formats: ['study-visit', 'online'],
      },
      {
        direction: 'request',
        theme: 'rural-development',
        description:
          'Young growers leave our valley. We look for peers who keep villages alive with short supply chains and shared facilities.',
        language: 'en',
        visibility: 'public',
        formats: ['workshop', 'study-visit'],
      },
    ],
    languages: ['mk', 'en'],
    interpretation: true,
    digest: 'monthly',
  },
  {
    site: 'en',
    role: 'alternate',
    authority: { name: 'Município do Porto', country: 'PT', tier: 'municipality', population: 232_000 },
    email: 'agua@porto.example.org',
    items: [
      {
        direction: 'offer',
        theme: 'water-supply',
        description:
          'Redução das perdas na rede de água: zonas de medição, deteção de fugas, manutenção preventiva e uma equipa formada para isso.',
        language: 'pt',
        visibility: 'public',
        formats: ['expert-mission', 'training', 'online'],
        evidence: 2,
      },
      {
        direction: 'offer',
        theme: 'tourism',
        description:
          'Managing many visitors in a historic centre: data, rules for short lets, and involving residents early.',
        language: 'en',
        visibility: 'public',
        formats: ['online', 'workshop', 'study-visit'],
      },
    ],
    languages: ['pt', 'en', 'fr'],
    interpretation: true,
    capacity: 2,
    digest: 'weekly',
  },
  {
    site: 'en',
    yearEndsIn: -3,
    role: 'officer',
    authority: { name: 'Δήμος Θεσσαλονίκης', country: 'GR', tier: 'municipality', population: 319_000 },
    email: 'international@thessaloniki.example.org',
    items: [
      {
        direction: 'offer',
        theme: 'public-procurement',
        description:
          'Ηλεκτρονικές προμήθειες με έλεγχο κινδύνου: τυποποιημένα έγγραφα, δείκτες και εκπαίδευση των υπηρεσιών.',
        language: 'el',
        visibility: 'public',
        formats: ['online', 'training'],
      },
      {
        direction: 'offer',
        theme: 'tourism',
        description:
          'City breaks, food and heritage trails planned together with the region and the neighbouring countries.',
        language: 'en',
        visibility: 'public',
        formats: ['study-visit', 'workshop', 'online'],
        countries: ['MK', 'AL'],
      },
    ],
    languages: ['el', 'en'],
    digest: 'weekly',
  },
  {
    site: 'en',
    role: 'officer',
    authority: { name: 'Aarhus Kommune', country: 'DK', tier: 'municipality', population: 367_000 },
    email: 'water@aarhus.example.org',
    items: [
      {
        direction: 'offer',
        theme: 'wastewater',
        description:
          'Spildevand som ressource: anlæg, der producerer energi, og renset vand, der bruges igen. Vi viser gerne tal og fejl.',
        language: 'da',
        visibility: 'public',
        formats: ['study-visit', 'expert-mission'],
        evidence: 5,
      },
      {
        direction: 'offer',
        theme: 'primary-health-care',
        description:
          'Local health centres that follow people with chronic illness at home: training of nurses, remote follow-up, cooperation with hospitals.',
        language: 'en',
        visibility: 'public',
        formats: ['training', 'online', 'study-visit'],
        programmes: ['nicosia'],
      },
    ],
    languages: ['da', 'en'],
    interpretation: true,
    capacity: 2,
    digest: 'weekly',
  },
]
