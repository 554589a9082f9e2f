/**
 * Letters and their Latin spelling as `any-ascii` 0.3.3 has it (© Hunter WB, ISC licence), a letter and its
 * spelling a pair: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and Georgian, lower-case, without marks
 * and without what is no letter or digit. The whole of any-ascii is 546 kB, of which places in these scripts
 * need 4; a function may have 600. A test compares every letter with any-ascii itself.
 */
const pairs = [
  'ßss æae ðd øo þth đd ħh ıi ĸq łl ŋng œoe ŧt ƀb ƃb ƅ6 ƈc ƌd ƍz ƒf ƕhw ƙk ƚl ƛl ƞn ƣgh ƥp ƨ2 ƪsh ƫt ƭt ƴy ƶz ƹ ƺzh ƻdz ƽ5 ƾts ƿw ǀc ǁx ǂqc ǃq ǝe ǥg ȝy ȡd ȣou ȥz ȴl ȵn ȶt ȷj ȸdb ȹqp ȼc ȿs ɀz ɂ ɇe ɉj ɋq ɍr ɏy',
  'ɐa ɑa ɒa ɓb ɔo ɕc ɖd ɗd ɘe əe ɚer ɛe ɜe ɝer ɞo ɟj ɠg ɡg ɢg ɣg ɤu ɥy ɦh ɧh ɨi ɩi ɪi ɫl ɬl ɭl ɮlzh ɯw ɰw ɱm ɲn ɳn ɴn ɵo ɶoe ɷu ɸf ɹr ɺr ɻr ɼr ɽr ɾr ɿi ʀr ʁr ʂs ʃsh ʄj ʅi ʆsh ʇt ʈt ʉu ʊu ʋv ʌa ʍw ʎy ʏy ʐz ʑz ʒzh ʓzh ʔ ʕ ʖx ʗq ʘpc ʙb ʚoe ʛg ʜh ʝj ʞk ʟl ʠq ʡ ʢ ʣdz ʤdzh ʥdz ʦts ʧtsh ʨtc ʩfng ʪls ʫlz ʬww ʭ ʮy ʯy',
  'ͱh ͳs ͷw ͻs ͼs ͽs αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr ςs σs τt υy φf χch ψps ωo ϗ ϙq ϛst ϝw ϟq ϡs ϣsh ϥf ϧx ϩh ϫj ϭc ϯti ϳj ϸsh ϻs ϼr',
  'аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya ђdj єie ѕdz іi јj љlj њnj ћc џdzh ѡo ѣe ѥie ѧe ѩie ѫo ѭio ѯks ѱps ѳf ѵy ѹu ѻo ѽo ѿot ҁq ҋjh ҍ ҏrh ґg ғgh ҕgh җj ҙz қq ҝg ҟq ҡq ңng ҥng ҧph ҩw ҫs ҭth үu ұu ҳh ҵts ҷj ҹc һh ҽch ҿch ӄq ӆlh ӈng ӊnh ӌdzh ӎmh ӏh ӕae әa ӡdz өo ӷgh ӻxh ӽx ӿh ԁd ԃdj ԅzj ԇdz ԉlj ԋnj ԍsj ԏtj ԑa ԓl ԕlkh ԗrkh ԙa ԛq ԝw ԟq ԡl ԣn ԥph ԧ ԩny ԫdzh ԭdch ԯl',
  'ՙ ՠa աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռrr սs վv տt րr ցts ւw փp քk օo ֆf ֈh',
  'א בv גg דd הh וv זz חh טt יy ךkh כkh לl םm מm ןn נn סs ע ףf פf ץts צts קk רr שs תt ׯyyy װv ױoy ײey',
  'ؠy ء ا بb ةh تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظdh ع غgh ػg ؼg ؽy ؾi ؿi ـ فf قq كk لl مm نn هh وw ىa يy ٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ٮb ٯq ٱ ٲa ٳu ٴe ٹt ٺth ٻb ټt ٽt پp ٿth ڀbh ځdz ڂdz ڃn ڄj څts چch ڇch ڈd ډd ڊd ڋdd ڌdh ڍdh ڎdh ڏd ڐd ڑr ڒr ړr ڔr ڕr ږzh ڗd ژzh ڙr ښsh ڛs ڜch ڝts ڞch ڟth ڠng ڡf ڢf ڣp ڤv ڥv ڦph ڧq ڨg کk ڪk ګg ڬg ڭng ڮkp گg ڰgg ڱn ڲg ڳg ڴg ڵl ڶl ڷl ڸl ڹn ںn ڻn ڼn ڽny ھh ڿn ہh ۃh ۄo ۅo ۆo ۇu ۈu ۉu ۊu ۋv یy ۍey ێe ۏv ېe ۑny ےe ەe ۥ ۦ ۮd ۯr ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9 ۺs ۻl ۼn ۿh',
  'აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh ჱe ჲy ჳw ჴx ჵo ჶf ჷe ჸ ჹg ჺ ჽae ჾ ჿw',
  'ẜs ẝs ẟd ỻll ỽv ỿy',
]

export const transliterationTable: ReadonlyMap<string, string> = new Map(
  pairs.flatMap((row) => row.split(' ')).map((pair) => [pair.slice(0, 1), pair.slice(1)]),
)
