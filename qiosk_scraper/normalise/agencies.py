"""Who provides pictures: agencies and platforms by name, and what a source that is no person looks like."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.given_names import bears_a_noun

_NAMES = """
    AP | AP Photo | AP Images | A.P. | The AP | The Associated Press | Associated Press | AP file | Reuters
    REUTERS | Thomson Reuters | Reuters Connect | AFP | Agence France-Presse | Agence France Presse | Getty
    Getty Images | Getty Images Europe | Getty Images North America | Getty Images AsiaPac | Gettyimages
    gettyimages | iStock | iStockphoto | iStock Photo | Getty Images/iStockphoto | Corbis | Hulton Archive
    Bettmann | EPA | EPA-EFE | EFE | EPA Images | European Pressphoto Agency | Sipa | Sipa USA | Sipa Press
    SIPA Images | SIPAPRE | ZUMA | Zuma Press | ZUMA Wire | ZUMAPRESS | ZUMA Press Wire | Shutterstock
    Shutterstock Editorial | Rex | Rex Features | REX/Shutterstock | Alamy | Alamy Live News | Alamy Stock Photo
    Adobe Stock | AdobeStock | Dreamstime | Depositphotos | Depositphoto | 123RF | Bigstock | Unsplash | Pexels
    Pixabay | Flickr | Flickr Commons | Wikimedia | Wikimedia Commons | Wikipedia | Wikicommons | dpa
    dpa Picture-Alliance | picture alliance | picture-alliance | Picture Alliance | DPA/Picture Alliance | imago
    imago images | IMAGO | epd | KNA | ddp | dapd | AKG | akg-images | ullstein bild | Keystone | Keystone-SDA
    APA | APA-PictureDesk | PA | PA Wire | PA Images | PA Media | Press Association | PA Archive | Canadian Press
    The Canadian Press | CP | ANSA | LaPresse | Belga | Belga Photo | ANP | Hollandse Hoogte | Ritzau Scanpix
    Scanpix | NTB | NTB Scanpix | TT | TT Nyhetsbyrån | Lehtikuva | Lusa | Agência Lusa | Agência Brasil
    Folhapress | Estadão Conteúdo | TASS | ITAR-TASS | RIA Novosti | Sputnik | Sputnik Images | Interfax | UNIAN
    Ukrinform | Ukrainian Presidential Press Service | PAP | CTK | ČTK | MTI | Agerpres | BTA | Tanjug | Hina
    FoNet | STA | Xinhua | Xinhua News Agency | CNS | China News Service | Imaginechina | VCG | Visual China Group
    Kyodo | Kyodo News | Jiji | Jiji Press | AFLO | Yonhap | Newsis | KCNA | CNA | PTI | ANI | IANS | UNI
    Anadolu | Anadolu Agency | AA | Anadolu Ajansı | DHA | İHA | IHA | WAFA | SANA | IRNA | ISNA | Mehr | Fars
    Tasnim | Petra | MENA | APA Images | Flash90 | Middle East Images | Xposure | NurPhoto | Anadolu Images
    Le Pictorium | Hans Lucas | Abaca | Abacapress | ABACA | MAXPPP | Divergence | Agence VU | Magnum
    Magnum Photos | VII | Noor | Contour | Redux | Polaris | Panos | Panos Pictures | UPI | Bloomberg
    Bloomberg News | CQ Roll Call | CQ-Roll Call | CQ-Roll Call, Inc | Tribune News Service | TNS | Newscom
    Cal Sport Media | Icon Sportswire | USA TODAY Sports | USA Today Network | Imagn | Imagn Images
    MediaNews Group | MediaPunch | Splash | Splash News | Backgrid | WENN | Everett Collection | Photofest
    SOPA Images | SOPA | LightRocket | SOPA Images/LightRocket | Future Publishing | NICOLAS | Pacific Press
    Barcroft Media | Global Look Press | WPA Pool | NASA | ESA | NOAA | USGS | ESO | NIAID | CDC | FEMA | DVIDS
    DoD | NATO | United Nations | UN | UN Photo | UNICEF | UNHCR | WHO | IAEA | European Union
    European Parliament | European Commission | EU | ICRC | Facebook | Twitter | X | Instagram | YouTube | TikTok
    Telegram | Truth Social | Reddit | Google | Google Maps | Google Earth | Planet Labs | Planet Labs PBC | Maxar
    Maxar Technologies | Airbus | Copernicus | Sentinel Hub | Public Domain | Creative Commons
    Library of Congress | National Archives | U.S. National Archives | White House | The White House
    Official White House | Kremlin | Kremlin.ru | Pentagon | State Department | C-SPAN | CNN | BBC | NBC | ABC
    CBS | Fox News | MSNBC | PBS | Al Jazeera | U.S. Army | U.S. Navy | U.S. Air Force | U.S. Marine Corps
    U.S. Coast Guard | U.S. Space Force | US Army | US Navy | US Air Force | US Marine Corps
    Department of Defense | Department of State | U.S. Department of Defense | Midjourney | DALL-E | DALL·E
    Gallo Images | AAP | LETA | BNS | ELTA | AFI | Delfi | Antara | ANTARA FOTO | Eurokinissi | InTime | AMNA
    dpa-Zentralbild | dpa-tmn | Picture Press | Funke Foto Services | Funke Foto Service | SID | SRF | ARD | ZDF
    MDR | NDR | WDR | SWR | RBB | ORF | RTS | RSI
    Europa Press | Atlas | NOTIMEX | Télam | Cuartoscuro | Aton Chile | Agencia Uno | Photonews | Profimedia
    ISIFA | Novinky | VLM | FENA | Beta | Pixsell | Cropix | SeeNews | PPE | Goff Photos | MEGA | The Mega Agency
    WireImage | FilmMagic | BFA | Rapaport | ТАСС | РИА Новости | РИА | Интерфакс | Рейтер | Reuters Pictures
    Укринформ | Укрінформ | УНИАН | УНІАН | Коммерсантъ | Известия | АГН Москва | Спутник | 新华社 | 新華社
    中新社 | 路透社 | 法新社 | 美联社 | 美聯社 | 中央社 | 视觉中国 | 東方IC | 共同 | 共同通信 | 共同通信社 | 時事
    時事通信 | 時事通信社 | ロイター | ロイター通信 | ＡＰ | ＡＦＰ | ＡＦＰ時事 | AFP時事 | AP通信 | ゲッティ
    アフロ | 朝日新聞 | 毎日新聞 | 読売新聞 | 日本経済新聞 | 産経新聞 | 연합뉴스 | 뉴시스 | 뉴스1 | 로이터
    로이터연합뉴스 | AP연합뉴스 | AFP연합뉴스 | EPA연합뉴스 | AP뉴시스 | AP=연합뉴스 | 로이터=연합뉴스
    게티이미지뱅크 | 게티이미지 | رويترز | فرانس برس | أ ف ب | الفرنسية | الأناضول | وكالات | רויטרס | פלאש 90 | पीटीआई
    एएनआई | एएफपी | रॉयटर्स | TTXVN | TASR | SITA | ChatGPT | OpenAI | Canva | AFP Photo | AFP-Jiji | Jiji Photo
    PIXTA | PTI Photo | ANI Photo | Bernama | VNA | CFP | IC Photo | BelgaImage | ANA-MPA | APE-MPE | ΑΠΕ-ΜΠΕ
    SOOC | Motion Team | Depo Photos | East News | Agencja Gazeta | Agencja Wyborcza.pl | NewsPix | Agencja Forum
    MAFRA | Mediafax | Inquam Photos | Inquam | ATAImages | Vida Press | Scanpix Baltics | NZME | Photosport
    SWNS | Mirrorpix | Action Images | INPHO | Sportsfile | GEPA | GEPA pictures | EXPA | TI-Press | ddp images
    Nordphoto | ActionPress | Bestimage | Icon Sport | Presse Sports | Panoramic | Gtres | Cordon Press | Contacto
    ContactoPhoto | ACN | Imagoeconomica | Fotogramma | AGF | IPA | Contrasto | Bildbyrån | NTB Kommunikasjon
    Novum | MTVA | BOBO | AA Photo | Science Photo Library | SPL | Mary Evans | Bridgeman Images | Granger
    Heritage Images | Design Pics | Westend61 | Frame Stock | Stock.adobe.com | dpa-Bildfunk | dpa-infografik
    Reuters Archive | ITV | Sky News | Sky Sports | RTL | RAI | RTVE | TVE | TF1 | France 24 | France TV | Yle
    NRK | SVT | NOS | VRT | RTBF | TVP | Freepik | Vecteezy | Stocksy | Envato | Pond5 | Storyful | Reuters TV
    AP Video | Deutsche Welle | Voice of America | The Conversation | Euronews | שאטרסטוק | Google Street View
    USA TODAY | CNBC | NPR | ABC News | NBC News | CBS News | BBC News | DW | CBC | CBC News | CTV News | RNZ
    POLITICO | Getty Images News | Getty Images Sport | Getty Images Entertainment | Getty Images Plus
    Bettmann Archive | Smith Collection | Postmedia | Postmedia News | Torstar | CP Images | AAP Image
    AAP PHOTOS | NewsWire | NCA NewsWire | News Corp Australia | National World | Reach plc | PPAUK | TopFoto
    Local Democracy Reporting Service
    Imagn Content Services | USA TODAY Images | Cover Images | Startraks | Avalon | INSTARimages | Photoshot
    Shutterstock.com | Netflix | Disney | Warner Bros. | Warner Bros. Pictures | Paramount Pictures
    Universal Pictures | Sony Pictures | HBO | Apple TV+ | Amazon MGM Studios | Lionsgate | A24 | Pixelsquid
    Adobe Firefly | Stable Diffusion | Bluesky | LinkedIn | WhatsApp | WeChat | VKontakte | VK | Snapchat | Vimeo
    DAZN | CSA | STScI | JPL | NASA/JPL-Caltech | JPL-Caltech | SwRI | MSSS | JAXA | ISRO | CNES | DLR | CERN
    NSF | NOIRLab | AURA | EUMETSAT | SpaceX | Roscosmos | Blue Origin | NPS | USFWS | USDA | OCHA | WFP | UNRWA
    MSF | IOM | IFRC | FAO | UNDP | WAM | SPA | QNA | KUNA | SUNA | WANA | IRIB | Khabar Online | GPO | IDF
    AzerTac | Kazinform | BelTA | БелТА | Armenpress | ДСНС | ДСНС України | МЧС России | Суспільне | РБК
    Lenta.ru | ФедералПресс | БТА | БГНЕС | BGNES | Танјуг | Бета | SRNA | Anadolija | 15min | Postimees | TVNET
    Agencja Wyborcza | Newspix.pl | MF DNES | Deník | Webnoviny | Telex | MTI Fotó | HotNews | Digi24 | Hepta
    ΑΠΕ | Eurokinissi Sports | Intime News | Depophotos | DHA Foto | Demirören | Ihlas | IHA Foto | Colprensa
    Andina | Agencia Andina | Prensa Latina | Noticias Argentinas | El Universal | GEC | Grupo Milenio
    AlphaPress | Agência Senado | Agência Câmara | Futura Press | Agência O Globo | TV Globo | g1 | UOL
    Câmara dos Deputados | Global Imagens | Agência RBS | Photopress | detikcom | Kompas | Kompas.com
    CNN Indonesia | VnExpress | VTV | Tuổi Trẻ | Thanh Niên | Rappler | GMA | SCMP | RTHK | HKFP | Caixin | CCTV
    央视 | 央視 | 人民网 | 人民視覺 | 人民视觉 | 澎湃新闻 | 中新网 | 中通社 | 新华网 | 东方IC | 达志 | 達志影像
    彭博社 | 欧新社 | 歐新社 | 共同社 | 韩联社 | 韓聯社 | 塔斯社 | 聯合報 | 自由時報 | 朝日新聞社 | 毎日新聞社
    読売新聞社 | NHK | 防衛省 | 気象庁 | 뉴스핌 | 조선일보 | 중앙일보 | 동아일보 | 한겨레 | EPA=연합뉴스
    AFP=연합뉴스 | 신화=연합뉴스 | 로이터=뉴스1 | AP=뉴시스 | 게티이미지코리아 | ايرنا | إيرنا | ایرنا | ایسنا
    مهر نیوز | تسنیم | خبرگزاری فارس | رویترز | وكالة الأناضول | سبوتنيك | كونا | د ب أ | أسوشيتد برس | غيتي
    غيتي إيميجز | גטי | גטי אימג'ס | גטי אימג׳ס | פלאש90 | דובר צה"ל | לע"מ | מעריב | ידיעות | אי-פי | اے ایف پی
    رائٹرز | روئٹرز | اے پی | रायटर्स | एपी | রয়টার্স | এএফপি | বাসস | গেটি ইমেজেস | ராய்ட்டர்ஸ் | เอเอฟพี
    รอยเตอร์ | ไทยรัฐ | Adnkronos | Agenzia Fotogramma | Photomasi | dts | dts Nachrichtenagentur | IPON
    epa-Keystone | CH Media | Tamedia | Ringier | Scanpix Norge | Aftenposten | Dagbladet | TV 2 | Politiken
    EXPRESSEN | Scanpix Denmark | STT | Iltalehti | Helsingin Sanomat | STT-Lehtikuva
    Royal Navy | MoD | Ministry of Defence | NEWS1 | 路透 | Dcard | laif | RÚV | Everett | Trunk Archive | BCCI
    臉書 | 脸书 | 微博 | 小红书 | 抖音 | 推特 | 페이스북 | 인스타그램 | 유튜브 | Mediafax Foto
"""
KNOWN: frozenset[str] = frozenset(name.strip().lower() for name in _NAMES.replace("\n", "|").split("|") if name.strip())

_ORGANISATION = re.compile(
    r"\b(?:images?|agency|agence|agentur|agencia|agenzia|news|press|presse|prensa|media|pictures|photos"
    r"|télévisions?|televisión|televisione|times|daily|weekly|post|herald|tribune|gazette|journal|"
    r"guardian|ledger|chronicle|observer|independent|telegraph|magazine|television|tv|radio|network"
    r"|studios?|university|college|institute|"
    r"ministry|department|dept|office|government|parliament|council|commission|committee|party|army|navy"
    r"|air force|corps|guard|police|\w*museum|"
    r"library|archives?|collection|commons|foundation|association|society|company|inc|llc|ltd|gmbh|corp"
    r"|group|center|centre|project|campaign|"
    r"embassy|presidency|presidential|president's|house|union|service|bureau|wire|newspaper|public"
    r"|national|international|stock|"
    r"authority|station|schools?|hospital|trust|club|theatre|theater|gallery|laboratory|observatory|federation|academy"
    r"|administration|institution|airlines|airport|parlour|secretariat|embassy|cabinet|brigade|battalion|division|"
    r"watch|newspapers?|newswire|fisheries|spokesperson's|sentinel|courier|bulletin|examiner|enquirer|dispatch|advertiser"
    r"|bundeswehr|bundesregierung|ministerium|ministère|ministerio|ministério|ministero|ministerstvo|ministerstwo|gobierno"
    r"|governo|gouvernement|verlag|zeitung|stadt|landkreis|gemeinde|feuerwehr|stadtverwaltung|polizei|universität|hochschule|museo|musée"
    r"|museu|archivo|arquivo|presidencia|presidência|présidence|palácio|prefeitura|ayuntamiento|municipalidad|alcaldía"
    r"|mairie|préfecture|comune|policía|polícia|polizia|bomberos|bombeiros|pompiers|gendarmerie|policja"
    r"|straż|urząd|kancelaria|policie|hasiči|město|polisen|kommun|kommune|poliisi|politie|brandweer|gemeente"
    r"|rijksoverheid|universidad|universidade|université|università|agência|zoo|medien|zprávy|noticias|notícias|diario|diário|periódico|gazeta|tagblatt|tageblatt|anzeiger|nachrichten"
    r"|rundschau|allgemeine|kurier|corriere|stampa|repubblica|giornale|jornal|correio|sanomat|газета|офіс|офис"
    r"|communications|galerie|galería|galleria|teatro|théâtre|fondation|fundación|fondazione|stiftung|biblioteca|bibliothèque|bank"
    r"|gazetesi|belediyesi|bakanlığı|üniversitesi"
    r"|пресс-служба|администрация|правительство|министерство|мчс|мвд|минобороны|прокуратура|поліція|міністерство"
    r"|адміністрація|генштаб|مكتب|وزارة|خبرگزاری|وكالة|دفتر|ministrstvo|polisi|kementerian)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s*(?:檔案照片|資料照片?|档案照片|发|發|摄影|攝影|캡처|캡쳐|供图|供圖|提供|撮影|摄|攝|資料|特約|제공|자료사진|자료)$"
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?(?:[a-z0-9\-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_HANDLE = re.compile(r"@[\w.]+")
LICENCE = re.compile(
    r"(?:CC[ \-]?(?:0|BY(?:[ \-](?:SA|NC|ND|NC[ \-]SA|NC[ \-]ND))?)(?:[ \-]?\d\.\d)?(?:\s+(?:Deed"
    r"|International|Generic|Unported|[A-Z]{2}))?"
    r"|Creative\s+Commons(?:\s+[\w .\-]+)?|Public\s+Domain|Attribution[\w \-]*\d\.\d[\w ]*|GFDL|Lizenz[\w .:\-]*)",
    re.IGNORECASE,
)
NEUTRAL = re.compile(
    r"(?:file|file photo|file image|archive|archive photo|archivo|archiv|archives|pool|pool photo|wpa"
    r" pool|handout|released|staff|courtesy|reprodu[cç][aã]o|reproducci[oó]n|divulga[cç][aã]o|cortes[ií]a|arquivo|"
    r"r[eé]pro|repro|promo|propria|per gentile concessione|"
    r"supplied|supplied photo|uncredited|provided|unbekannt|privat|private|zvg|symbolbild|symbolfoto"
    r"|archivbild|archivfoto|"
    r"zur verfügung gestellt|especial|dr|droits réservés|d\.r\.|archivio|archiwum|arquivo pessoal|acervo pessoal|arşiv"
    r"|materiały\s+(?:prasowe|własne)|mat\.\s+prasowe|archiwum\s+(?:prywatne|własne)"
    r"|архив|crown copyright|open government licen[cs]e"
    r"|(?:representational|representative|illustrative) (?:image|photo|picture)|video|відео|видео"
    r"|(?:created|made|generated) (?:with|by|using) ai|arkivbilde?|arkivfoto|special arrangement"
    r"|by arrangement|istimewa|foto|ljósmynd"
    r"|foto de archivo|captura de v[ií]deo|captură video|أرشيفية|أرشيف|arkiv|arkisto"
    r"|соцсети|из соцсетей|family photo|family handout|handout photo|courtesy photo|photo provided|provided photo"
    r"|contributed photo|submitted photo|ai[- ]generated(?: image)?|ki[- ]generiert|stock photo|stock image|"
    r"screenshot|screen ?shot|screen ?grab|screencap|still|video still|illustration|composite|collage"
    r"|montage|photo|image|graphic|"
    r"(?:(?:staff|chief|senior|freelance|contributing|visual) ){0,2}(?:photographer|photojournalist)"
    r"|fot[oó]grafo|photographe"
    r"|photos? d[’']archives?|(?:fotograf[ií]as?|im[aá]gen(?:es)?) de archivo|foto d[’']archivio|foto arsip|ảnh tư liệu"
    r"|staff photo|contributed|submitted|contributor|stringer|special to .{1,40})",
    re.IGNORECASE,
)
"""Words that stand in a credit and name neither a person nor an agency."""


SCREEN = re.compile(
    r"(?:screen ?shots?|screen ?grabs?|captures? d[’']écran|capture vidéo|captura de (?:pantalla|v[ií]deo|tela)"
    r"|bildschirmfoto|schermata|fermo immagine|skjermdump|skærmbillede|skärmdump|schermafbeelding|kuvakaappaus"
    r"|captur[aă] (?:video|foto|de ecran)"
    r"|скриншот|скріншот|צילום מסך|ekran görüntüsü|tangkapan layar|ảnh chụp màn hình|截图自?|截圖自?|翻攝自?|翻拍自?)"
    r"(?:\s+(?:by|de|du|da|di|aus|von|from|via|fra|från|van|з|с|из|dari|từ)(?=\s))?\s*[:：/|-]?\s*",
    re.IGNORECASE,
)
"""A picture taken off a screen, in the languages of the pages read, and what joins it to the source."""

_STOCK_NAMES = """
    shutterstock | shutterstock.com | istock | istockphoto | istock.com | istock photo | getty images/istockphoto
    stock.adobe.com | adobestock | adobe stock | alamy | alamy stock photo | unsplash | pexels | pixabay | flickr
    dreamstime | dreamstime.com | depositphotos | 123rf | bigstock | freepik | vecteezy | pixta
"""
STOCK_NUMBER = re.compile(
    r"(?P<house>shutterstock|istock|adobestock|gettyimages|depositphotos|alamy|dreamstime|bigstock)[-_ ]#?\d{5,}",
    re.IGNORECASE,
)
"""A stock agency's number of a picture: `shutterstock_1837264518`."""
STOCK: frozenset[str] = frozenset(name.strip() for name in re.split(r"[|\n]", _STOCK_NAMES) if name.strip())
"""Where anybody offers pictures under a name of his own: what stands beside one is the maker, `fizkes / iStock`."""


def is_agency(text: str) -> bool:
    """Whether `text` names an agency, platform, paper or body rather than a person."""
    bare = text.strip().strip(".,;")
    return (
        bare.lower() in KNOWN
        or is_domain(bare)
        or bool(_HANDLE.fullmatch(bare))
        or bool(len(bare.split()) <= 7 and _ORGANISATION.search(bare) and not bears_a_noun(bare))
    )


def is_known_agency(text: str) -> bool:
    """Whether `text` is an agency of the table or a web address."""
    bare = without_verb(text.strip().strip(".,;。"))
    return bare.lower() in KNOWN or is_domain(bare)


def without_verb(text: str) -> str:
    """An agency without the word for what it did: `新华社发`, `共同通信提供`, `연합뉴스 제공`."""
    return _VERB.sub("", text) or text


def is_domain(text: str) -> bool:
    return bool(_DOMAIN.fullmatch(text.strip()))


def is_licence(text: str) -> bool:
    return bool(LICENCE.fullmatch(text.strip().strip("()")))
