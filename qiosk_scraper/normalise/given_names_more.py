"""Given names of the north and the east of Europe, of Turkey, Indonesia and of other scripts."""

from __future__ import annotations

_NAMES = """
    adela ahmet aino aki aleksander aleksandra alena alexandru alžběta andrás anikó antoni antti arda arif arne
    arvid aslı attila axel ayhan aylin ayu balázs bambang barbora bartosz bartłomiej barış bayu bence bengt
    berit berk beyza birgitta björn bjørn blanka bo bohumil bożena božena britt budi burak béla bùi bülent büşra
    błażej can canan carles cecilie cem cemal cezary ciprian claudiu corina cosmin cristi csaba cătălin cătălina
    dag dana dariusz davor dawid dedi deniz derya dewi dian dimas dominika dorin dorota dorottya dragan dragoș
    dušan dwi dániel dávid dóra dănuț dương ece eda eero eeva egil einar eko elin elina eliška ellinor elżbieta
    emilia emine emre endre engin ercan erdem erzsébet espen esra eszter ewa fajar fatih ferenc ferhat filiz
    fitri florentina florin františek frida frode galih gamze geir gergely gheorghe gizem goran gunilla gunnar
    guri gyula györgy gábor géza gül gülşen hadi hakan hakkı halil halina halvor hande haydar hege heikki heli
    hendra henna henryk hilde horia hoàng hrvoje huỳnh hynek håkan håvard hülya hüseyin hồ ildikó ileana ilker
    ilkka imre indah indra inger ingvild ioan ioana ion ionuț irfan ismet istván iulia iulian iwona izabela
    jaana jacek jadwiga janne janusz jari jarmila jarmo jaromír jarosław jerzy jindřich jitka joko jordi jorma
    judit juha jukka jussi justyna jános józef józsef jørgen jørn kacper kadir kaisa kajsa kalle kamila kari
    kartika katalin kateřina kazimierz kerem kinga kirsi kjell kjersti klas knut krešimir kristoffer krisztina
    krisztián krystyna krzysztof květa kálmán károly kåre ladislav lajos lasse laurențiu leena leif lenka
    lennart lestari leszek leyla libor liisa lilla linn linnea liviu lubomír luboš lucian ludmila luminița
    lászló mads maija maja malin marek marija mariusz marja markku markéta mats matti małgorzata mega melek
    mercè mert merve metin mette mihaela mihai mihnea mihály mika mikkel mikko miklós miloslav miloš minna
    mircea mirjana miroslav mirosław mogens montserrat morten muhamad mária máté mónika mădălina nanda nazlı
    nenad nermin nguyễn ngô nicolae niels nihat niina nikolett nur nándor núria okan ola ole olli ondřej onur
    orhan oriol orsolya ottó outi ovidiu oğuz paavo pavla paweł pekka pere pernille petar petri phạm pirjo
    piroska preben przemysław putri päivi pål péter pınar přemysl radim radu rafał rahmat ramazan randi rasmus
    ratna recep reni retno riikka riitta rina rini risto rizki roar roxana rune ryszard réka róbert rózsa răzvan
    saara sanna satu seda sedat selin sema seppo serkan sevgi sevim sibel signe sigurd sinan siri siti siv
    slamet snježana sorin sri staffan stanislav stanisław stein stig stine stjepan sulaiman sutrisno suvi sverre
    szabolcs szilvia szymon sándor süleyman sławomir tadeusz tamás tapio tarja teemu teguh teodora tereza terhi
    terje thorbjørn tibor tiina timo tomislav tomáš tone tor torbjörn tore torgeir tove tri trine trond trygve
    trần tudor tuomas turgut tuula tuğba tímea tünde ulla umut urszula veera vegard veli vesna vibeke vidar
    viktória ville virpi vlad vladimír vlasta vojtěch václav vít võ wahyu waldemar wawan widodo wiesław wiktor
    wojciech yanti yaşar yudi yuni yılmaz zbigniew zdeněk zdeňka zdzisław zehra zeynep zoltán zoran zsolt zsuzsa
    zsuzsanna zsófia zygmunt åsa åse ömer örjan özge özgür özlem øyvind đặng đỗ łukasz şule štěpán željko ștefan
    άννα άννας αλέξανδρος αλέξης ανδρέας αντώνης βασίλης γιάννη γιάννης γιώργος γιώργου δημήτρη δημήτρης ειρήνη
    ελένη ελένης ευάγγελος θανάσης κατερίνα κατερίνας κώστα κώστας μαρία μαρίας νίκη νίκος νίκου πέτρος
    παναγιώτης παύλος σοφία σοφίας σπύρος σταύρος χρήστος александр александра алексей алина алла алёна
    анастасия анатолий ангел андрей андрій анна антон арина артем артём асен атанас богдан борис боряна вадим
    валентин валентина валерий ваня василий василь венцислав вера вероника весела виктор виктория виталий
    владимир владислав володимир вячеслав вікторія віталій галина ганна геннадий георги георгий григорий
    григорій даниела даниил дарья денис десислава димитър дмитрий дмитро евгений евгения егор екатерина елена
    елизавета елица емил ивайло иван иво игорь илья инна ирина йордан калин катерина кирилл константин красимир
    кристина ксения лариса леонид лидия любовь любомир людмила максим маргарита мариана марина мария марія
    микита микола милен михаил михайло надежда надя наталия наталья наталя наталія никита николай нина оксана
    олег олександр олександра олексій олена олеся ольга остап павел павлина петр петро пламен полина пётр
    радослав роман росен румен руслан светлана святослав світлана семён сергей сергій силвия софья софія
    станислав степан стефан стоян тамара тарас татьяна теодора тетяна тимофей фёдор христо цветан цветелина
    юлиана юлия юлія юрий юрій яна ярина ярослав євген євгенія ігор ірина אבי אורי אילן איתי גיל דוד דנה דניאל
    חיים יונתן יוסי יעל מיכל משה נועה נעמה עומר ענת רון רועי שירה שלמה תמר آرش أحمد إبراهيم امیر بهروز بهنام حسن
    حسين حسین حمید خالد دينا رامي رانيا رضا زهرا زينب سارا سارة سامي سعيد سعید سمير طارق عبد علي علی عمر فاطمة
    فاطمه كريم ليلى لیلا مجید محمد محمود مريم مریم مسعود مصطفى منى مهدی مینا نادية ناصر نرگس نور نیلوفر هبة هدى
    هشام وليد ياسر يوسف پریسا کاوه अंजलि अजय अनिल अमित कविता दीपक नेहा पूजा प्रिया मनीष मोहन रवि राजेश राहुल
    रोहित विजय संजय सीमा सुनील অরুণ আবদুল করিম তানভীর নাসরিন ফারহানা মোহাম্মদ রহিম সাদিয়া সুমন
"""
MORE_GIVEN_NAMES: frozenset[str] = frozenset(_NAMES.split())
