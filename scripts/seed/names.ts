/** Fictional families of one background: their names, and the codes that go with them. */
export type Background = {
  ethnicity: string;
  language: string;
  women: readonly string[];
  men: readonly string[];
  girls: readonly string[];
  boys: readonly string[];
  families: readonly string[];
  /** How many in a hundred of the told families. */
  share: number;
};

const list = (names: string): string[] => names.split(" ");

export const BACKGROUNDS: readonly Background[] = [
  {
    ethnicity: "WBRI",
    language: "en",
    share: 58,
    women: list(
      "Maureen Susan Linda Jean Pauline Carol Brenda Sheila Denise Janet Gillian Lorraine Tracey Wendy Debbie Yvonne Beverley Karen Sandra Rita",
    ),
    men: list("Keith Barry Trevor Graham Alan Derek Stuart Raymond"),
    girls: list("Lily Ava Evie Poppy Ellie Freya Daisy Phoebe Maisie Scarlett Imogen Summer Skye Tilly Esme Lacey"),
    boys: list("Jayden Alfie Riley Harley Tyler Kai Finley Logan Archie Mason Callum Brandon Ethan Toby Zac Connor"),
    families: list(
      "Hartley Whitworth Pickles Thackray Dawson Barraclough Nutter Ogden Firth Sugden Holroyd Crossley Ramsden Greenhalgh Shackleton Entwistle Kershaw Longbottom Sutcliffe Appleyard Bairstow Clegg Duckworth Eastwood Fairburn Gledhill Haigh Illingworth Jowett Kitchen Lumb Murgatroyd Naylor Oldroyd Priestley Quarmby Rawnsley Stansfield Tattersall Uttley Varley Wadsworth Yeadon Ackroyd Butterfield Cockroft Dyson Exley Fawcett Gaukroger Helliwell Ingham",
    ),
  },
  {
    ethnicity: "BCRB",
    language: "en",
    share: 9,
    women: list("Marcia Sonia Hyacinth Claudette Merlene"),
    men: list("Winston Delroy"),
    girls: list("Aaliyah Shanice Kezia Nevaeh"),
    boys: list("Tyrese Jerome Malachi Kymani"),
    families: list("Campbell Francis Grant Lewin Pinnock Reid Samuels Walters Wynter Bogle"),
  },
  {
    ethnicity: "BAFR",
    language: "en",
    share: 6,
    women: list("Abena Folasade Ngozi Esther"),
    men: list("Kwame Emeka"),
    girls: list("Adaeze Efua Temi"),
    boys: list("Kofi Chidi Tobi"),
    families: list("Mensah Adeleke Okonkwo Boateng Nwosu Osei"),
  },
  {
    ethnicity: "APKN",
    language: "ur",
    share: 8,
    women: list("Shazia Nasreen Farida Rukhsana"),
    men: list("Tariq Iqbal"),
    girls: list("Zara Hafsa Aleena"),
    boys: list("Ibrahim Zayn Hamza"),
    families: list("Mahmood Hussain Akhtar Rafiq Qureshi Mirza Saleem Bashir"),
  },
  {
    ethnicity: "AIND",
    language: "gu",
    share: 4,
    women: list("Kokila Hansa Meena"),
    men: list("Dinesh"),
    girls: list("Diya Kavya"),
    boys: list("Aarav Rohan"),
    families: list("Chauhan Solanki Desai Parmar"),
  },
  {
    ethnicity: "WOTH",
    language: "pl",
    share: 7,
    women: list("Danuta Halina Bożena"),
    men: list("Zbigniew"),
    girls: list("Zuzanna Maja"),
    boys: list("Kuba Oskar"),
    families: list("Nowak Zając Pawlak Sikora Wrona Lis"),
  },
  {
    ethnicity: "MWBC",
    language: "en",
    share: 8,
    women: list("Natasha Michelle Joanne Kerry"),
    men: list("Leon"),
    girls: list("Amelie Tiana Jasmine"),
    boys: list("Kyron Dylan Reuben"),
    families: list("Bancroft Delaney Lowther Farrar Hinchliffe Moorhouse Sykes Turton"),
  },
];

/** Where the carer says what it is like. Nobody's real words. */
export const OWN_WORDS = [
  "Mornings are the worst. By the time we get to school we have both been in tears.",
  "He is lovely one minute and then it is like a switch. I never know what sets it off.",
  "She will not let me out of her sight, and then she screams at me.",
  "I have brought up three of my own and I have never felt like this.",
  "After contact it is three days before we get him back.",
  "Every no is a battle. I give in more than I should because I am tired.",
  "He kicked the door through last week. He cried after, he did not mean it.",
  "It is the shouting. My husband goes and sits in the car.",
  "She takes food to bed. I find it under the pillow.",
  "I love him to bits but I dread the phone ringing from school.",
] as const;

export const GOALS = [
  ["Bedtime without a fight", "carer"],
  ["Get to school on time, four days out of five", "together"],
  ["Not to shout back", "carer"],
  ["Play together for ten minutes every day", "together"],
  ["A plan for the days after contact", "carer"],
  ["To have one friend home for tea", "child"],
  ["To feel I know what I am doing", "carer"],
  ["Fewer things broken when he is angry", "together"],
  ["A cup of tea in peace", "carer"],
  ["To tell Nan when something is wrong", "child"],
] as const;

export const CBT_GOALS = [
  ["Sleep through more nights than not", "carer"],
  ["Stop going over and over the court case", "carer"],
  ["See my sister again once a month", "carer"],
  ["Not to feel guilty every time I sit down", "carer"],
  ["Ask for help before I am at the end of my rope", "carer"],
  ["Walk on my own twice a week", "carer"],
] as const;

export const WHY_NOW = [
  "School has put him on a reduced timetable and the carer asked what could help at home.",
  "The carer says evenings have become very hard since contact changed.",
  "Talked about at the review: things at home are harder than in the spring.",
  "The carer rang the duty line and asked for somebody to talk to about behaviour.",
  "The special guardianship support plan was reviewed; behaviour is what worries them most.",
] as const;
